using System.ComponentModel.DataAnnotations;

namespace Csss.Identity.Tokens;

/// <summary>Section <c>ServiceClients</c>: <c>ServiceClients:{id}:Secret</c> for each of our own services that runs.</summary>
internal sealed class ServiceClientSecrets : Dictionary<string, ServiceClientSecret>, IValidatableObject
{
    private const int MinLength = 16;

    public ServiceClientSecrets() : base(StringComparer.Ordinal)
    {
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (id, client) in this)
        {
            if (!ServiceClients.Scopes.ContainsKey(id))
                yield return new ValidationResult($"ServiceClients:{id} is not one of our services: {string.Join(", ", ServiceClients.Scopes.Keys)}.");
            if (client.Secret.Length < MinLength)
                yield return new ValidationResult($"ServiceClients:{id}:Secret is shorter than {MinLength} characters: make one with `openssl rand -base64 32`.");
        }
    }
}

internal sealed class ServiceClientSecret
{
    public string Secret { get; set; } = "";
}
