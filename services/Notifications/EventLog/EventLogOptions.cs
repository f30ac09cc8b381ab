using System.ComponentModel.DataAnnotations;

namespace Csss.Notifications.EventLog;

/// <summary>Section <c>EventLog</c>: the log that systems outside are told from.</summary>
internal sealed class EventLogOptions : IValidatableObject
{
    /// <summary>What the links in events begin with; the gateway's public address (<c>Gateway:PublicUrl</c>) when not set.</summary>
    [Required(ErrorMessage = "Neither EventLog:PublicUrl nor Gateway:PublicUrl is set: events have links.")]
    public Uri? PublicUrl { get; set; }

    /// <summary>Events older than this are forgotten, from the oldest on.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00", ErrorMessage = "EventLog:KeepFor must be between a second and ten years.")]
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How often that is looked into.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00", ErrorMessage = "EventLog:ForgetEvery must be between 10 milliseconds and a day.")]
    public TimeSpan ForgetEvery { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long an event waits for one that must precede it, before it is logged all the same.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00", ErrorMessage = "EventLog:HoldFor must be between 10 milliseconds and a day.")]
    public TimeSpan HoldFor { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often a replica looks for what another has written.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00", ErrorMessage = "EventLog:PollEvery must be between 10 milliseconds and a minute.")]
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromMilliseconds(250);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PublicUrl is { IsAbsoluteUri: false } or { Scheme: not ("http" or "https") })
            yield return new ValidationResult("EventLog:PublicUrl is not an http or https address.", [nameof(PublicUrl)]);
    }
}
