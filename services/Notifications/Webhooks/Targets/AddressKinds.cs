using System.Net;
using System.Net.Sockets;

namespace Csss.Notifications.Webhooks.Targets;

/// <summary>
/// Sorts addresses after IANA's registries of special-purpose addresses (RFC 6890 and what came after). An IPv6 address that stands for an IPv4 one
/// (mapped, NAT64, 6to4) is sorted as that one: otherwise each rule would have a way around it.
/// </summary>
internal static class AddressKinds
{
    private static readonly IPNetwork[] Forbidden = Networks(
        "0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4", "::/128", "fe80::/10", "ff00::/8",
        // Clouds' metadata outside the link-local networks: Azure, Oracle, Alibaba, AWS, Google.
        "168.63.129.16/32", "192.0.0.192/32", "100.100.100.200/32", "fd00:ec2::/32", "fd20:ce::/32");

    private static readonly IPNetwork[] Private = Networks(
        "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24",
        "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "::/96", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7", "fec0::/10");

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96"), LocalNat64 = IPNetwork.Parse("64:ff9b:1::/48"), SixToFour = IPNetwork.Parse("2002::/16");

    public static AddressKind Of(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            if (Embedded(address) is { } inside) return Worse(Of(inside), OfItself(address));

            address = new IPAddress(address.GetAddressBytes()); // without a scope, which no network contains
        }

        return OfItself(address);
    }

    private static AddressKind OfItself(IPAddress address) =>
        Forbidden.Any(network => network.Contains(address)) ? AddressKind.Forbidden
        : Private.Any(network => network.Contains(address)) ? AddressKind.Private
        : AddressKind.Public;

    private static IPAddress? Embedded(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();

        var bytes = address.GetAddressBytes();
        if (Nat64.Contains(address) || LocalNat64.Contains(address)) return new IPAddress(bytes.AsSpan(12, 4));
        if (SixToFour.Contains(address)) return new IPAddress(bytes.AsSpan(2, 4));
        // IPv4-compatible (RFC 4291, deprecated): all zeros before, and more than ::1 after.
        return bytes.AsSpan(0, 12).IndexOfAnyExcept((byte)0) < 0 && bytes.AsSpan(12, 2).IndexOfAnyExcept((byte)0) >= 0 ? new IPAddress(bytes.AsSpan(12, 4)) : null;
    }

    private static AddressKind Worse(AddressKind one, AddressKind other) => one > other ? one : other;

    private static IPNetwork[] Networks(params string[] texts) => [.. texts.Select(IPNetwork.Parse)];
}
