using System.ComponentModel.DataAnnotations;

namespace Csss.Identity.External;

/// <summary>Section <c>ExternalLogin</c>: the hospital's own OpenID provider. Without an authority there is none.</summary>
internal sealed class ExternalLoginOptions : IValidatableObject
{
    /// <summary>The provider's issuer, for instance <c>https://login.hospital.example/realms/staff</c>.</summary>
    public Uri? Authority { get; set; }

    /// <summary>What the provider calls this system.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>What this system proves itself with to the provider.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>Where the provider sends the browser: a page of the web app, which passes code and state on.</summary>
    public Uri? RedirectUri { get; set; }

    /// <summary>On the button: "Sign in with …".</summary>
    public string Name { get; set; } = "the hospital's account";

    public bool IsOn => Authority is not null;

    internal bool IsDevelopment { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsOn) yield break;

        if (!IsAddress(Authority)) yield return new ValidationResult("ExternalLogin:Authority is not an https address.", [nameof(Authority)]);
        if (ClientId.Length == 0 || ClientSecret.Length == 0) yield return new ValidationResult("ExternalLogin:ClientId and ExternalLogin:ClientSecret are needed: register CSSS at the provider.");
        if (!IsAddress(RedirectUri)) yield return new ValidationResult("ExternalLogin:RedirectUri is not an https address: give the web app's page that the provider sends people back to.", [nameof(RedirectUri)]);
    }

    private bool IsAddress(Uri? uri) => uri is { IsAbsoluteUri: true } && (uri.Scheme == Uri.UriSchemeHttps || (IsDevelopment && uri.Scheme == Uri.UriSchemeHttp));
}
