using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Csss.LocalHosting.Environment;

namespace Csss.LocalHosting.Running;

/// <summary>
/// Gives every endpoint of every replica its port. Free ones are drawn from below the kernel's ephemeral range (32768 and up), where no
/// outgoing connection can take a service's port while that service restarts.
/// </summary>
internal static class Ports
{
    private const int Lowest = 20_000, Beyond = 32_000;

    public static ImmutableDictionary<EndpointKey, int> Allocate(IEnumerable<IResource> resources)
    {
        var ports = ImmutableDictionary.CreateBuilder<EndpointKey, int>();
        foreach (var resource in resources)
        {
            var replicas = Allocation.Replicas(resource);
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
            {
                if (endpoint.FixedPort is { } asked && replicas > 1)
                    throw new DistributedApplicationException($"'{resource.Name}' has {replicas} replicas, which cannot share port {asked}: ask for none.");
                for (var replica = 0; replica < replicas; replica++)
                    ports[new(resource.Name, endpoint.Name, replica)] = endpoint.FixedPort is { } port ? Asked(resource, port) : Free(ports.Values);
            }
        }

        return ports.ToImmutable();
    }

    private static int Asked(IResource resource, int port) => IsFree(port)
        ? port
        : throw new DistributedApplicationException($"Port {port}, asked for by '{resource.Name}', is in use by another program. End that program, or choose another port.");

    private static int Free(IEnumerable<int> taken)
    {
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(Lowest, Beyond);
            if (!taken.Contains(port) && IsFree(port))
                return port;
        }

        throw new DistributedApplicationException($"No free port was found between {Lowest} and {Beyond}.");
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
