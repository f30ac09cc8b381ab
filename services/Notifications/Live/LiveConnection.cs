using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;

namespace Csss.Notifications.Live;

/// <summary>
/// One doctor's open page. It has a queue of its own, so that a slow line holds up nobody else; when that is full the connection is dropped,
/// and the page catches up when it is back.
/// </summary>
internal sealed class LiveConnection(HubCallerContext context, ISingleClientProxy client, Guid doctorId, Guid? sessionId)
{
    /// <summary>The name of what is pushed.</summary>
    public const string Message = "scan_changed";

    private const int Longest = 500;

    private readonly Channel<ScanChanged> _waiting = Channel.CreateBounded<ScanChanged>(new BoundedChannelOptions(Longest) { SingleReader = true });

    public Guid DoctorId => doctorId;

    public Guid? SessionId => sessionId;

    public void Tell(ScanChanged change)
    {
        if (!_waiting.Writer.TryWrite(change)) Abort();
    }

    public void Abort() => context.Abort();

    /// <summary>Ends with the connection.</summary>
    public async Task SendAllAsync()
    {
        try
        {
            await foreach (var change in _waiting.Reader.ReadAllAsync(context.ConnectionAborted))
                await client.SendAsync(Message, change, context.ConnectionAborted);
        }
        catch (OperationCanceledException)
        {
            // Gone.
        }
    }
}
