using System.Net;
using System.Net.Sockets;
using Csss.LocalHosting.Running;

namespace Csss.LocalHosting.RabbitMq;

/// <summary>
/// A broker is ready when it answers AMQP's protocol header with a method frame (AMQP 0-9-1, 2.2.4). It opens its port last, so this takes
/// milliseconds where rabbitmqctl takes seconds.
/// </summary>
internal static class AmqpProbe
{
    private const byte MethodFrame = 1;
    private static readonly byte[] Header = [.. "AMQP"u8, 0, 0, 9, 1];

    public static Probe Of(int port) => async cancellation =>
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, cancellation);
            await client.GetStream().WriteAsync(Header, cancellation);
            var answer = new byte[1];
            return await client.GetStream().ReadAsync(answer, cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(5), cancellation) == 1 && answer[0] == MethodFrame;
        }
        catch (Exception e) when (e is SocketException or IOException or TimeoutException)
        {
            return false;
        }
    };
}
