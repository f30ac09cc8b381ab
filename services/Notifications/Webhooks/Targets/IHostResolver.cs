using System.Net;

namespace Csss.Notifications.Webhooks.Targets;

/// <summary>What addresses a name stands for at this moment.</summary>
internal interface IHostResolver
{
    /// <exception cref="System.Net.Sockets.SocketException">It stands for none, or nobody can say.</exception>
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);
}

internal sealed class SystemResolver : IHostResolver
{
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        IPAddress.TryParse(host, out var address) ? Task.FromResult(new[] { address }) : Dns.GetHostAddressesAsync(host, cancellationToken);
}
