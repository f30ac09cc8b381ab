using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Csss.ServiceDefaults.Http;

/// <summary>
/// Section <c>Forwarding</c>: whose word a service takes for where a request came from. That is the gateway, which settles it once; wherever the gateway
/// is not on the same machine, its networks must be named, or every client has the gateway's address: in the audit trail, and in the limits by address.
/// </summary>
internal sealed class ForwardingOptions : IValidatableObject
{
    /// <summary>Networks (<c>10.0.0.0/8</c>) of the gateway. Not set: this machine's loopback.</summary>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];

    public ForwardedHeadersOptions Headers()
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.All };
        if (TrustedProxies.Count == 0) return options;

        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in TrustedProxies) options.KnownIPNetworks.Add(IPNetwork.Parse(network));
        return options;
    }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from text in TrustedProxies
        where !IPNetwork.TryParse(text, out _)
        select new ValidationResult($"Forwarding:TrustedProxies holds '{text}', which is not a network such as 10.0.0.0/8.", [nameof(TrustedProxies)]);
}
