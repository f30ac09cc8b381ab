using System.Security.Cryptography;

namespace Csss.Notifications.Deliveries;

/// <summary>Pauses between attempts: exponential, and spread by a fifth so that a recovering server is not met by all at once.</summary>
internal static class Backoff
{
    public static TimeSpan After(int attempts, TimeSpan first, TimeSpan longest)
    {
        var doubled = first * Math.Pow(2, Math.Min(Math.Max(attempts, 1) - 1, 30));
        var spread = 0.8 + (RandomNumberGenerator.GetInt32(0, 401) / 1000.0);
        return (doubled < longest ? doubled : longest) * spread;
    }
}
