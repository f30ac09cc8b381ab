using System.Collections.Concurrent;
using Csss.ServiceDefaults.Authentication;

namespace Csss.Notifications.Live;

/// <summary>The connections of this replica. One whose session is revoked is dropped at once, wherever the news comes from.</summary>
internal sealed class LiveConnections : IDisposable
{
    private readonly ConcurrentDictionary<string, LiveConnection> _open = new(StringComparer.Ordinal);
    private readonly RevokedSessions _revoked;

    public LiveConnections(RevokedSessions revoked)
    {
        _revoked = revoked;
        _revoked.Added += Drop;
    }

    public int Count => _open.Count;

    public void Add(string id, LiveConnection connection)
    {
        _open[id] = connection;
        // Revoked after its token was looked at and before it was in the list.
        if (connection.SessionId is { } session && _revoked.Contains(session)) connection.Abort();
    }

    public void Remove(string id) => _open.TryRemove(id, out _);

    public void Tell(ScanChanged change, IReadOnlyList<Guid> doctors)
    {
        foreach (var connection in _open.Values)
            if (doctors.Contains(connection.DoctorId)) connection.Tell(change);
    }

    public void Dispose() => _revoked.Added -= Drop;

    private void Drop(Guid sessionId)
    {
        foreach (var connection in _open.Values)
            if (connection.SessionId == sessionId) connection.Abort();
    }
}
