using System.Net;
using Csss.ServiceDefaults.Http;

namespace Csss.ServiceDefaults.Tests;

/// <summary>Whose word counts for where a request came from.</summary>
public sealed class ForwardingTests
{
    [Fact]
    public void Only_this_machine_is_believed_unless_the_gateways_networks_are_named()
    {
        Believes(new ForwardingOptions(), "127.0.0.1").ShouldBeTrue();
        Believes(new ForwardingOptions(), "10.1.2.3").ShouldBeFalse();

        var site = new ForwardingOptions { TrustedProxies = ["10.1.0.0/16", "fd00::/8"] };
        Believes(site, "10.1.2.3").ShouldBeTrue();
        Believes(site, "fd00::7").ShouldBeTrue();
        Believes(site, "10.2.0.1").ShouldBeFalse();
        Believes(site, "127.0.0.1").ShouldBeFalse();
    }

    [Fact]
    public void What_is_no_network_is_refused_at_start() =>
        new ForwardingOptions { TrustedProxies = ["10.0.0.0/8", "gateway"] }.Validate(new(new object())).Single().ErrorMessage!.ShouldContain("'gateway'");

    private static bool Believes(ForwardingOptions options, string address)
    {
        var headers = options.Headers();
        var ip = IPAddress.Parse(address);
        return headers.KnownProxies.Contains(ip) || headers.KnownIPNetworks.Any(network => network.Contains(ip));
    }
}
