using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Csss.Testing;

namespace Csss.Notifications.Tests.Webhooks;

/// <summary>A receiver of webhooks on real sockets that behaves as badly as the test wants.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<Call> _calls = new();
    private readonly ConcurrentBag<Task> _serving = [];
    private readonly X509Certificate2? _certificate;
    private int _connections;

    public Receiver(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.Start();
        _serving.Add(AcceptAsync());
    }

    /// <summary>What to do with each call; 204 unless the test says otherwise.</summary>
    public Func<Call, Reply> Plan { get; set; } = _ => Reply.Status(204);

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Url => $"{(_certificate is null ? "http" : "https")}://127.0.0.1:{Port}/hook";

    /// <summary>Complete requests, in the order in which they came.</summary>
    public IReadOnlyList<Call> Calls => [.. _calls];

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>The calls, once there are as many as expected.</summary>
    public Task<IReadOnlyList<Call>> CallsAsync(int expected) =>
        Eventually.ShouldAsync($"{expected} calls", () => Task.FromResult(Calls), calls => calls.Count >= expected, WebhookWorld.Patience);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await Task.WhenAll(_serving);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                Interlocked.Increment(ref _connections);
                _serving.Add(ServeAsync(client));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            Stream stream = client.GetStream();
            if (_certificate is not null)
            {
                var tls = new SslStream(stream);
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stopping.Token);
                stream = tls;
            }

            while (await ReadAsync(stream) is { } call)
            {
                _calls.Enqueue(call);
                if (!await Plan(call).SendAsync(client, stream, _stopping.Token)) return;
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or System.Security.Authentication.AuthenticationException or ObjectDisposedException)
        {
            // The caller hung up, or the test is over.
        }
    }

    private async Task<Call?> ReadAsync(Stream stream)
    {
        // Our sender waits for the answer before it sends more, so what is read belongs to this call.
        var bytes = new byte[64 * 1024];
        var (read, head) = (0, -1);
        while (head < 0)
        {
            var more = await stream.ReadAsync(bytes.AsMemory(read), _stopping.Token);
            if (more == 0) return null;
            read += more;
            head = bytes.AsSpan(0, read).IndexOf("\r\n\r\n"u8);
        }

        var lines = Encoding.ASCII.GetString(bytes, 0, head).Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var end = head + 4 + int.Parse(headers["Content-Length"], CultureInfo.InvariantCulture);
        if (read < end) await stream.ReadExactlyAsync(bytes.AsMemory(read, end - read), _stopping.Token);
        return new Call(lines[0], headers, Encoding.UTF8.GetString(bytes, head + 4, end - head - 4));
    }
}

/// <summary>What came.</summary>
internal sealed record Call(string RequestLine, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public Guid Id => Guid.Parse(Headers["webhook-id"]);
}
