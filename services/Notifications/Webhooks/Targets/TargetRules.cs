using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.Webhooks.Targets;

/// <summary>
/// Which addresses a webhook may have. Asked when it is made, so that its owner hears of it, and again for each connection: what a name stands for
/// then is what counts.
/// </summary>
internal sealed class TargetRules(IHostResolver resolver, IOptions<WebhookOptions> options, TimeProvider time)
{
    private static readonly TimeSpan ResolveWithin = TimeSpan.FromSeconds(3);

    public bool Allows(IPAddress address) => AddressKinds.Of(address) switch
    {
        AddressKind.Public => true,
        AddressKind.Private => options.Value.AllowPrivateTargets,
        _ => false,
    };

    /// <summary>Where this host may be reached now.</summary>
    /// <exception cref="SocketException">The name cannot be resolved.</exception>
    /// <exception cref="TargetRefusedException">Nowhere.</exception>
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        var allowed = (await resolver.ResolveAsync(host, cancellationToken)).Where(Allows).ToList();
        return allowed.Count > 0 ? allowed : throw new TargetRefusedException();
    }

    /// <summary>Whether a host is refused already today. A name that nobody knows yet is not: it is asked for again when something is sent.</summary>
    public async Task<bool> RefusesAsync(string host, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(ResolveWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await ResolveAsync(host, either.Token);
            return false;
        }
        catch (TargetRefusedException)
        {
            return true;
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ArgumentException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
