using System.ComponentModel.DataAnnotations;

namespace Csss.ServiceDefaults.Authentication;

/// <summary>Section <c>Auth</c>: whose tokens are believed.</summary>
public sealed class TokenOptions
{
    /// <summary>The <c>iss</c> every token must carry, for instance <c>http://localhost:8000/</c>.</summary>
    [Required(ErrorMessage = "Auth:Issuer is not set: give the public address of the system, as Identity puts it into its tokens.")]
    public string Issuer { get; set; } = "";

    /// <summary>Where the signing keys are published; resolved by service discovery.</summary>
    public Uri Authority { get; set; } = new("http://identity");
}
