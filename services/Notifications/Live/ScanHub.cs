using Csss.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.SignalR;

namespace Csss.Notifications.Live;

/// <summary>
/// <c>/hubs/scans</c>: tells a doctor <c>scan_changed {scan_id, status, sequence}</c> of the patients in their care. A page that comes (back) calls
/// <c>CatchUp</c>: its answer holds what was before, and what comes after is pushed; some may come both ways, told by their sequence.
/// </summary>
internal sealed class ScanHub(LiveConnections connections, LiveFeed feed, ScanChangeLog log, IHubContext<ScanHub> hub) : Hub
{
    public override async Task OnConnectedAsync()
    {
        await feed.Started.WaitAsync(Context.ConnectionAborted);
        var user = Context.User!;
        // Through the hub's context: the caller's own proxy is not to be kept.
        var connection = new LiveConnection(Context, hub.Clients.Client(Context.ConnectionId), user.UserId(), user.SessionId());
        connections.Add(Context.ConnectionId, connection);
        _ = connection.SendAllAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        connections.Remove(Context.ConnectionId);
        return Task.CompletedTask;
    }

    /// <param name="after">The last sequence that is known to the caller; null: nothing is, only where to go on from is asked.</param>
    public async Task<Missed> CatchUp(long? after) => after is { } known
        ? await log.MissedAsync(Context.User!.UserId(), known, Context.ConnectionAborted)
        : new Missed(Reload: false, await log.LastAsync(Context.ConnectionAborted), []);
}
