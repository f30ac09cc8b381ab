using System.ComponentModel.DataAnnotations;

namespace Csss.Notifications.Live;

/// <summary>Section <c>Live</c>: what doctors are told while they work.</summary>
internal sealed class LiveOptions
{
    /// <summary>How long changes are kept for those who were away; longer away, one is told to read everything again.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00", ErrorMessage = "Live:Kept must be between a minute and a week.")]
    public TimeSpan Kept { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How soon a replica sees what another one has recorded. What it has recorded itself it sees at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:00:05", ErrorMessage = "Live:LookEvery must be between 50 milliseconds and 5 seconds.")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromMilliseconds(500);
}
