using System.Net;
using System.Net.Sockets;

namespace Csss.Identity.Limits;

/// <summary>Where a request came from, behind the gateway and the proxies it trusts.</summary>
internal static class ClientAddress
{
    /// <summary>An IPv6 address with a mapped IPv4 one and a zone.</summary>
    public const int MaxLength = 64;

    public static string Of(HttpContext context) => Plain(context.Connection.RemoteIpAddress)?.ToString() ?? "";

    /// <summary>What limits count by. An IPv6 client can choose among 2^64 addresses: its network counts.</summary>
    public static string NetworkOf(HttpContext context) => Plain(context.Connection.RemoteIpAddress) switch
    {
        null => "",
        { AddressFamily: AddressFamily.InterNetworkV6 } address => new IPAddress([.. address.GetAddressBytes().AsSpan(0, 8), 0, 0, 0, 0, 0, 0, 0, 0]).ToString(),
        var address => address.ToString(),
    };

    private static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
