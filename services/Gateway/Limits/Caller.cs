using System.Net;
using System.Net.Sockets;
using Csss.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Authentication;

namespace Csss.Gateway.Limits;

/// <summary>
/// Whose budget a request draws on. A user or system only with a token that is valid: with a made-up one it draws on its
/// address's budget, so that inventing tokens gains nothing.
/// </summary>
/// <param name="Key">The token's subject, or the address.</param>
/// <param name="Address">The address; of IPv6 its /64, which is one site's.</param>
internal sealed record Caller(string Key, string Address)
{
    public static async Task<Caller> OfAsync(HttpContext context)
    {
        var address = AddressOf(context.Connection.RemoteIpAddress);
        if (context.Request.Headers.Authorization.Count == 0) return new Caller(address, address);

        var authenticated = await context.AuthenticateAsync(Schemes.Api);
        return new Caller(authenticated.Principal?.FindFirst("sub")?.Value ?? address, address);
    }

    private static string AddressOf(IPAddress? address)
    {
        if (address is null) return "unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}
