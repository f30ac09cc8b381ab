using System.ComponentModel.DataAnnotations;

namespace Csss.Gateway.Security;

/// <summary>Section <c>Gateway</c>, as far as it is about TLS. The certificate itself is Kestrel's: <c>Kestrel:Certificates:Default</c>.</summary>
internal sealed class TransportOptions : IValidatableObject
{
    /// <summary>
    /// Whether requests without TLS are answered. Not set: only in development. A proxy in front that ends TLS is no reason to set it: name that in
    /// <c>Gateway:TrustedProxies</c>, and what came to it over TLS counts as such.
    /// </summary>
    public bool? AllowPlainHttp { get; set; }

    /// <summary>Development only: a folder where a self-signed certificate is made, if there is none, and used.</summary>
    public string? DevelopmentCertificate { get; set; }

    /// <summary>The system's public address: where a browser that came without TLS is sent.</summary>
    public Uri? PublicUrl { get; set; }

    internal bool IsDevelopment { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(DevelopmentCertificate) && !IsDevelopment)
            yield return new ValidationResult("Gateway:DevelopmentCertificate makes a certificate that nobody vouches for: give Kestrel:Certificates:Default:Path and KeyPath instead.");
        if (PublicUrl is { IsAbsoluteUri: false } or { Scheme: not ("http" or "https") })
            yield return new ValidationResult("Gateway:PublicUrl is not an http or https address.", [nameof(PublicUrl)]);
    }
}
