using System.ComponentModel.DataAnnotations;
using Csss.Contracts;

namespace Csss.Identity.TwoFactor;

/// <summary>Section <c>TwoFactor</c>.</summary>
internal sealed class TwoFactorOptions : IValidatableObject
{
    private const string None = "none";

    /// <summary>
    /// Roles that cannot log in by password alone, with commas between them, or <c>none</c>. Not set: all staff, and in development,
    /// whose demo accounts have no inbox, nobody. Whoever has enrolled an authenticator is asked for it whatever stands here.
    /// </summary>
    public string? RequiredFor { get; set; }

    /// <summary>The name an authenticator app shows beside the account.</summary>
    [Required(ErrorMessage = "TwoFactor:Issuer is empty: give the name that authenticator apps are to show.")]
    [RegularExpression("^[^:%]{1,64}$", ErrorMessage = "TwoFactor:Issuer is at most 64 characters, without colon and per cent sign.", MatchTimeoutInMilliseconds = 1000)]
    public string Issuer { get; set; } = "CSSS";

    public IReadOnlySet<string> RequiredRoles { get; private set; } = new HashSet<string>(StringComparer.Ordinal);

    public void Read(bool isDevelopment)
    {
        RequiredFor ??= isDevelopment ? None : string.Join(',', Roles.Admin, Roles.Doctor, Roles.Pharmacist);
        RequiredRoles = RequiredFor.Trim() == None
            ? new HashSet<string>(StringComparer.Ordinal)
            : RequiredFor.Split(',', StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal);
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (RequiredRoles.Except(Roles.All).Any())
            yield return new ValidationResult($"TwoFactor:RequiredFor is {None}, or some of {string.Join(", ", Roles.All)} with commas between them.", [nameof(RequiredFor)]);
    }
}
