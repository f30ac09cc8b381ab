using System.ComponentModel.DataAnnotations;

namespace Csss.Identity.Limits;

/// <summary>Section <c>Limits</c>. Generous: a whole hospital may come from one address.</summary>
internal sealed class LimitOptions
{
    /// <summary>Requests a minute to the public account routes from one client address (an IPv6 network counts as one).</summary>
    [Range(1, 1_000_000, ErrorMessage = "Limits:RequestsPerMinute must be between 1 and 1000000.")]
    public int RequestsPerMinute { get; set; } = 600;

    /// <summary>Wrong passwords, codes and tokens in ten minutes from one client address, over all accounts.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Limits:FailuresPerTenMinutes must be between 1 and 1000000.")]
    public int FailuresPerTenMinutes { get; set; } = 200;

    /// <summary>Mails of one kind to one account in ten minutes; what is over is not sent.</summary>
    [Range(1, 1000, ErrorMessage = "Limits:MailsPerTenMinutes must be between 1 and 1000.")]
    public int MailsPerTenMinutes { get; set; } = 10;
}
