using System.ComponentModel.DataAnnotations;

namespace Csss.Identity.Mail;

/// <summary>Section <c>Mail</c>.</summary>
internal sealed class MailOptions : IValidatableObject
{
    /// <summary>32 bytes in base64 or base64url; Notifications has the same, and nobody else.</summary>
    [Required(ErrorMessage = "Mail:SealingKey is not set: make one with `openssl rand -base64 32` and give it to identity and notifications.")]
    public string SealingKey { get; set; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!TryDecode(out _)) yield return new ValidationResult("Mail:SealingKey is not 32 bytes in base64.", [nameof(SealingKey)]);
    }

    public byte[] KeyBytes() => TryDecode(out var key) ? key : throw new InvalidOperationException("Mail:SealingKey is not 32 bytes in base64.");

    private bool TryDecode(out byte[] key)
    {
        key = new byte[32];
        var text = SealingKey.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        return Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), key, out var written) && written == key.Length;
    }
}
