using System.Net;
using System.Net.Sockets;

namespace Csss.Testing;

/// <summary>Ports of the loopback interface that nobody listens on at this moment.</summary>
public static class FreePorts
{
    /// <summary>One of them.</summary>
    public static int One() => Several(1)[0];

    /// <summary>So many, all different.</summary>
    public static int[] Several(int count)
    {
        var sockets = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        foreach (var socket in sockets) socket.Start();
        var ports = sockets.Select(socket => ((IPEndPoint)socket.LocalEndpoint).Port).ToArray();
        foreach (var socket in sockets) socket.Dispose();
        return ports;
    }
}
