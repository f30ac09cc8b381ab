using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Csss.Gateway.Security;

/// <summary>Section <c>Gateway</c>.</summary>
internal sealed class ClientAddressOptions : IValidatableObject
{
    /// <summary>
    /// Networks (<c>10.0.0.0/8</c>) of the proxies in front of the gateway, whose X-Forwarded-For, -Proto and -Host are believed. None by default:
    /// what a client says of itself is not.
    /// </summary>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];

    public IEnumerable<IPNetwork> Networks() => TrustedProxies.Select(IPNetwork.Parse);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from text in TrustedProxies
        where !IPNetwork.TryParse(text, out _)
        select new ValidationResult($"Gateway:TrustedProxies holds '{text}', which is not a network such as 10.0.0.0/8.", [nameof(TrustedProxies)]);
}
