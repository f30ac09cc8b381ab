using System.ComponentModel.DataAnnotations;
using MailKit.Security;

namespace Csss.Notifications.Email;

/// <summary>Section <c>Smtp</c>: the hospital's mail server.</summary>
internal sealed class SmtpOptions : IValidatableObject
{
    [Required(ErrorMessage = "Smtp:Host is not set: name the mail server.")]
    public string Host { get; set; } = "";

    /// <summary>25, 587 (STARTTLS) or 465 (<c>SslOnConnect</c>), as the mail server says.</summary>
    [Range(1, 65_535, ErrorMessage = "Smtp:Port must be 1 to 65535.")]
    public int Port { get; set; } = 25;

    /// <summary>Empty: the server asks for no login.</summary>
    public string User { get; set; } = "";

    /// <summary>Of <c>Smtp:User</c>.</summary>
    public string Password { get; set; } = "";

    /// <summary>
    /// Not set: <c>StartTls</c>, so that no mail leaves in the clear; in development what the server offers. <c>SslOnConnect</c> for port 465; <c>None</c> only for a
    /// relay on this very machine.
    /// </summary>
    public SecureSocketOptions? Security { get; set; }

    /// <summary>PEM file: the only authorities whose certificates are believed. Not set: the machine's.</summary>
    public string? AuthorityFile { get; set; }

    /// <summary>Longest wait for any one answer of the server. Servers that scan mail take their time.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00", ErrorMessage = "Smtp:Timeout must be between a tenth of a second and ten minutes.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Sender address.</summary>
    [Required(ErrorMessage = "Smtp:From is not set: give the sender's address.")]
    public string From { get; set; } = "no-reply@csss.local";

    /// <summary>Sender name.</summary>
    public string FromName { get; set; } = "CSSS";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!MailAddress.TryParse(From, out _))
            yield return new ValidationResult("Smtp:From is not an e-mail address.", [nameof(From)]);
        if (AuthorityFile is { Length: > 0 } && !File.Exists(AuthorityFile))
            yield return new ValidationResult($"Smtp:AuthorityFile names {AuthorityFile}, which is not there.", [nameof(AuthorityFile)]);
        if (User.Length > 0 && Security is not (SecureSocketOptions.StartTls or SecureSocketOptions.SslOnConnect))
            yield return new ValidationResult("Smtp:User is set, so Smtp:Security must be StartTls or SslOnConnect: a password is not sent in the clear.", [nameof(Security)]);
    }
}
