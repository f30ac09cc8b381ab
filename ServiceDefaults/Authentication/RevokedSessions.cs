using System.Collections.Concurrent;

namespace Csss.ServiceDefaults.Authentication;

/// <summary>
/// Sessions whose access tokens are refused although they have not expired. Kept in memory in every replica, fed by
/// SessionRevoked, and forgotten once no token of that session can be alive.
/// </summary>
public sealed class RevokedSessions(TimeProvider time)
{
    /// <summary>Longer than any access token lives, clock skew included.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _revoked = new();
    private DateTimeOffset _sweepAt;

    /// <summary>Told of each session that is added, for what outlives a request; a session may be told again.</summary>
    public event Action<Guid>? Added;

    /// <summary>Refuses the session from now on.</summary>
    public void Add(Guid sessionId)
    {
        var now = time.GetUtcNow();
        _revoked[sessionId] = now + Remembered;
        Added?.Invoke(sessionId);
        if (now < _sweepAt) return;

        // Now and then, not each time: a list of many is added one by one.
        _sweepAt = now + TimeSpan.FromMinutes(1);
        foreach (var (id, until) in _revoked)
            if (until < now) _revoked.TryRemove(id, out _);
    }

    /// <summary>Whether the session was revoked.</summary>
    public bool Contains(Guid sessionId) => _revoked.ContainsKey(sessionId);
}
