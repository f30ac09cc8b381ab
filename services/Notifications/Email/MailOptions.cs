using System.ComponentModel.DataAnnotations;

namespace Csss.Notifications.Email;

/// <summary>Section <c>Mail</c>: what the mails need.</summary>
internal sealed class MailOptions : IValidatableObject
{
    /// <summary>32 bytes in base64 or base64url, shared with Identity alone: opens the secrets of account mails.</summary>
    [Required(ErrorMessage = "Mail:SealingKey is not set: give the same 32 bytes in base64 to Identity and to Notifications.")]
    public string SealingKey { get; set; } = "";

    /// <summary>Right half of every Message-ID.</summary>
    [Required(ErrorMessage = "Mail:MessageIdDomain is empty: give the sending domain.")]
    [RegularExpression("^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$", ErrorMessage = "Mail:MessageIdDomain is not a domain name.", MatchTimeoutInMilliseconds = 1000)]
    public string MessageIdDomain { get; set; } = "csss.local";

    /// <summary>Where patients sign in; the gateway's public address (<c>Gateway:PublicUrl</c>) when not set.</summary>
    [Required(ErrorMessage = "Neither Mail:PortalUrl nor Gateway:PublicUrl is set: mails have to say where to sign in.")]
    public Uri? PortalUrl { get; set; }

    public byte[] SealingKeyBytes() => TryDecode(SealingKey, out var key) ? key : throw new InvalidOperationException("Mail:SealingKey is not 32 bytes in base64.");

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!TryDecode(SealingKey, out _))
            yield return new ValidationResult("Mail:SealingKey is not 32 bytes in base64.", [nameof(SealingKey)]);
        if (PortalUrl is { IsAbsoluteUri: false } or { Scheme: not ("http" or "https") })
            yield return new ValidationResult("Mail:PortalUrl is not an http or https address.", [nameof(PortalUrl)]);
    }

    private static bool TryDecode(string text, out byte[] key)
    {
        key = new byte[32];
        var base64 = text.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        return Convert.TryFromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '='), key, out var written) && written == 32;
    }
}
