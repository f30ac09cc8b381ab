using System.Globalization;

namespace Csss.Inference.Uploads;

/// <summary><c>Prefer: wait=N</c> (RFC 7240), N in seconds, 30 at most.</summary>
internal static class PreferWait
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Null when nothing sensible was asked for: a preference is never an error.</summary>
    public static TimeSpan? Of(HttpRequest request)
    {
        foreach (var preference in request.Headers["Prefer"].SelectMany(value => (value ?? "").Split(',', ';')))
        {
            if (preference.Split('=', 2, StringSplitOptions.TrimEntries) is not [var name, var seconds] || !name.Equals("wait", StringComparison.OrdinalIgnoreCase)) continue;
            if (!int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var wait) || wait == 0) continue;

            return TimeSpan.FromSeconds(Math.Min(wait, Longest.TotalSeconds));
        }

        return null;
    }
}
