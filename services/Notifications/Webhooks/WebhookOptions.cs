using System.ComponentModel.DataAnnotations;
using Csss.Notifications.Deliveries;
using Csss.Notifications.Email;

namespace Csss.Notifications.Webhooks;

/// <summary>Section <c>Webhooks</c>: where to, how often and how patiently.</summary>
internal sealed class WebhookOptions : IValidatableObject
{
    /// <summary>
    /// Whether plain http, and targets on this machine and in private networks, are allowed: for development, and for a site whose receivers are all
    /// inside. Link-local and metadata addresses are refused all the same.
    /// </summary>
    public bool AllowPrivateTargets { get; set; }

    /// <summary>PEM file: authorities whose certificates are believed besides those that the machine believes.</summary>
    public string? AuthorityFile { get; set; }

    /// <summary>How many webhooks one system may have.</summary>
    [Range(1, 1000, ErrorMessage = "Webhooks:MostPerClient must be 1 to 1000.")]
    public int MostPerClient { get; set; } = 20;

    /// <summary>Deliveries that a replica sends to one webhook at the same time.</summary>
    [Range(1, 64, ErrorMessage = "Webhooks:Concurrency must be 1 to 64.")]
    public int Concurrency { get; set; } = 8;

    /// <summary>How long an attempt may take, from resolving the name to the status line.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00", ErrorMessage = "Webhooks:Timeout must be between 50 milliseconds and a minute.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Pause after the first failure; it doubles with each further one.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00", ErrorMessage = "Webhooks:FirstRetryAfter must be between a millisecond and an hour.")]
    public TimeSpan FirstRetryAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest pause, also when the receiver asks for a longer one.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00", ErrorMessage = "Webhooks:LongestRetryAfter must be between a millisecond and a day.")]
    public TimeSpan LongestRetryAfter { get; set; } = TimeSpan.FromHours(1);

    /// <summary>After this long a delivery is dead.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "7.00:00:00", ErrorMessage = "Webhooks:GiveUpAfter must be between a millisecond and a week.")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(1);

    /// <summary>A webhook whose every attempt has failed for this long is disabled.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "365.00:00:00", ErrorMessage = "Webhooks:DisableAfter must be between a millisecond and a year.")]
    public TimeSpan DisableAfter { get; set; } = TimeSpan.FromDays(5);

    /// <summary>The operators' mail address, told when a webhook is disabled. Not set: the log, a metric and <c>GET /webhooks</c> alone say so.</summary>
    public string? NoticeTo { get; set; }

    /// <summary>For how long the secret before signs too after a rotation.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00", ErrorMessage = "Webhooks:RotationGrace must be at most thirty days.")]
    public TimeSpan RotationGrace { get; set; } = TimeSpan.FromDays(1);

    /// <summary>For how long ended deliveries and their log are kept.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00", ErrorMessage = "Webhooks:KeepFor must be between a second and ten years.")]
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long the delivery of a replica that died waits: no attempt, with what it asks Identity and writes down, takes as long.</summary>
    public TimeSpan Lease => Timeout + TimeSpan.FromSeconds(10);

    /// <param name="failures">Attempts that failed.</param>
    /// <param name="asked">What the receiver's <c>Retry-After</c> says: never sooner than without, never later than <see cref="LongestRetryAfter"/>.</param>
    public TimeSpan RetryAfter(int failures, TimeSpan? asked)
    {
        var pause = Backoff.After(failures, FirstRetryAfter, LongestRetryAfter);
        if (asked is not { } wanted) return pause;

        var bounded = wanted < LongestRetryAfter ? wanted : LongestRetryAfter;
        return bounded > pause ? bounded : pause;
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AuthorityFile is { Length: > 0 } && !File.Exists(AuthorityFile))
            yield return new ValidationResult($"Webhooks:AuthorityFile names {AuthorityFile}, which is not there.", [nameof(AuthorityFile)]);
        if (NoticeTo is { Length: > 0 } && !MailAddress.TryParse(NoticeTo, out _))
            yield return new ValidationResult("Webhooks:NoticeTo is not an e-mail address.", [nameof(NoticeTo)]);
    }
}
