using System.Net;
using System.Net.Sockets;

namespace Csss.Testing;

/// <summary>
/// Ports of the loopback interface that nobody listens on at this moment. Below those that the system itself gives out (Linux: from 32768): what is stopped and
/// started again on its port would now and then find a connection of another test there.
/// </summary>
public static class FreePorts
{
    private const int First = 20_000, Last = 32_767;

    /// <summary>One of them.</summary>
    public static int One() => Several(1)[0];

    /// <summary>So many, all different.</summary>
    public static int[] Several(int count)
    {
        var ports = new HashSet<int>();
        while (ports.Count < count)
        {
            var port = Random.Shared.Next(First, Last + 1);
            if (IsFree(port)) ports.Add(port);
        }

        return [.. ports];
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
