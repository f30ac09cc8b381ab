using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Csss.ServiceDefaults.Transport;

namespace Csss.Notifications.Webhooks.Targets;

/// <summary>
/// How webhooks are called. Not by IHttpClientFactory: what this service's other clients have (service discovery, by which <c>http://identity</c> is our own;
/// retries; the machine's proxy, which would resolve names past our rules) must not be had by an address that somebody outside has chosen.
/// </summary>
internal static class TargetConnection
{
    /// <summary>What is read of an answer's body before the connection is given up. It is thrown away.</summary>
    private const int LargestBody = 4 * 1024;

    private const int LargestHeadersKiB = 16;

    public static SocketsHttpHandler CreateHandler(TargetRules rules, WebhookOptions options) => new()
    {
        ConnectCallback = (context, cancellationToken) => ConnectAsync(rules, context.DnsEndPoint, cancellationToken),
        ConnectTimeout = options.Timeout,
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        // An outside system learns nothing of our traces, and our traces nothing of its address.
        ActivityHeadersPropagator = null,
        MaxResponseDrainSize = LargestBody,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        MaxResponseHeadersLength = LargestHeadersKiB,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = options.AuthorityFile is { Length: > 0 } file ? MachineOr(PinnedAuthority.Validation(file)) : null,
        },
    };

    /// <summary>The name is resolved here and the address that was checked is the one that is called: nothing can change in between.</summary>
    private static async ValueTask<Stream> ConnectAsync(TargetRules rules, DnsEndPoint target, CancellationToken cancellationToken)
    {
        var addresses = await rules.ResolveAsync(target.Host, cancellationToken);
        for (var index = 0; ; index++)
        {
            var socket = new Socket(addresses[index].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(addresses[index], target.Port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (index < addresses.Count - 1)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }

    private static RemoteCertificateValidationCallback MachineOr(RemoteCertificateValidationCallback further) =>
        (sender, certificate, chain, errors) => errors == SslPolicyErrors.None || further(sender, certificate, chain, errors);
}
