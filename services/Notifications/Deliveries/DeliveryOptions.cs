using System.ComponentModel.DataAnnotations;

namespace Csss.Notifications.Deliveries;

/// <summary>Section <c>Deliveries</c>: how patiently mail is sent.</summary>
internal sealed class DeliveryOptions
{
    /// <summary>Deliveries a replica sends at the same time.</summary>
    [Range(1, 64, ErrorMessage = "Deliveries:Concurrency must be 1 to 64.")]
    public int Concurrency { get; set; } = 4;

    /// <summary>Pause after the first failure; it doubles with each further one.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00", ErrorMessage = "Deliveries:FirstRetryAfter must be between a millisecond and an hour.")]
    public TimeSpan FirstRetryAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest pause.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00", ErrorMessage = "Deliveries:LongestRetryAfter must be between a millisecond and a day.")]
    public TimeSpan LongestRetryAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Attempts after which a delivery has failed.</summary>
    [Range(1, 10_000, ErrorMessage = "Deliveries:MaxAttempts must be 1 to 10000.")]
    public int MaxAttempts { get; set; } = 500;

    /// <summary>Age at which a report's delivery has failed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00", ErrorMessage = "Deliveries:GiveUpAfter must be between a second and a week.")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(1);

    /// <summary>For how long ended deliveries are kept.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00", ErrorMessage = "Deliveries:KeepFor must be between a day and ten years.")]
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Pause after a failed attempt.</summary>
    public TimeSpan RetryAfter(int attempts) => Backoff.After(attempts, FirstRetryAfter, LongestRetryAfter);
}
