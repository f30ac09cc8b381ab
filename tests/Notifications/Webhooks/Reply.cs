using System.Net.Sockets;
using System.Text;

namespace Csss.Notifications.Tests.Webhooks;

/// <summary>What a receiver does with a call. Answers whether the connection may be used again.</summary>
internal sealed class Reply(Func<TcpClient, Stream, CancellationToken, Task<bool>> send)
{
    public Task<bool> SendAsync(TcpClient client, Stream stream, CancellationToken cancellationToken) => send(client, stream, cancellationToken);

    public static Reply Status(int status, params string[] headers) =>
        Text($"HTTP/1.1 {status} Whatever\r\n{string.Concat(headers.Select(header => header + "\r\n"))}Content-Length: 0\r\n\r\n", keep: true);

    /// <summary>Nothing, until the caller gives up.</summary>
    public static Reply Hang { get; } = new(async (client, stream, cancellationToken) =>
    {
        _ = await stream.ReadAsync(new byte[1], cancellationToken);
        return false;
    });

    /// <summary>The connection is cut without a word.</summary>
    public static Reply Reset { get; } = new((client, _, _) =>
    {
        client.LingerState = new LingerOption(enable: true, seconds: 0);
        client.Close();
        return Task.FromResult(false);
    });

    /// <summary>The connection ends properly, without an answer.</summary>
    public static Reply End { get; } = new((_, _, _) => Task.FromResult(false));

    public static Reply Garbage { get; } = Text("SSH-2.0-OpenSSH_9.2p1\r\n\r\n");

    public static Reply HeadersWithoutEnd { get; } = new(async (_, stream, cancellationToken) =>
    {
        await WriteAsync(stream, "HTTP/1.1 200 OK\r\n", cancellationToken);
        while (true) await WriteAsync(stream, $"X-More: {new string('x', 4000)}\r\n", cancellationToken);
    });

    /// <summary>An answer, once the test allows it.</summary>
    public static Reply After(Task gate, int status = 200) => new(async (_, stream, cancellationToken) =>
    {
        await gate.WaitAsync(cancellationToken);
        await WriteAsync(stream, $"HTTP/1.1 {status} Whatever\r\nContent-Length: 0\r\n\r\n", cancellationToken);
        return true;
    });

    /// <summary>200, and a body that does not end; tells how many bytes the caller took before it hung up.</summary>
    public static Reply BodyWithoutEnd(TaskCompletionSource<long> taken) => new(async (_, stream, cancellationToken) =>
    {
        var sent = 0L;
        try
        {
            await WriteAsync(stream, $"HTTP/1.1 200 OK\r\nContent-Length: {long.MaxValue}\r\n\r\n", cancellationToken);
            for (var block = new byte[1024]; ; sent += block.Length) await stream.WriteAsync(block, cancellationToken);
        }
        catch (IOException)
        {
            taken.TrySetResult(sent);
            return false;
        }
    });

    private static Reply Text(string text, bool keep = false) => new(async (_, stream, cancellationToken) =>
    {
        await WriteAsync(stream, text, cancellationToken);
        return keep;
    });

    private static async Task WriteAsync(Stream stream, string text, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }
}
