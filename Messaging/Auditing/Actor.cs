using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Csss.ServiceDefaults.Authentication;

namespace Csss.Messaging.Auditing;

/// <summary>Who does it.</summary>
internal readonly record struct Actor(Guid Id, string Role)
{
    /// <summary>Somebody not yet known, at a door that is open to everybody.</summary>
    public static readonly Actor Nobody = new(Guid.Empty, "anonymous");

    private const string System = "system";

    public static Actor Of(ClaimsPrincipal caller)
    {
        if (caller.Identity?.IsAuthenticated != true || caller.FindFirstValue("sub") is not { Length: > 0 } subject) return Nobody;
        if (caller.Role().Length > 0) return new Actor(caller.UserId(), caller.Role());
        return new Actor(Guid.TryParse(subject, out var id) ? id : NamedId(subject), System);
    }

    /// <summary>A client's name is no UUID: version 8 (RFC 9562), over the name, the same each time.</summary>
    private static Guid NamedId(string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);
        bytes[6] = (byte)(bytes[6] & 0x0f | 0x80);
        bytes[8] = (byte)(bytes[8] & 0x3f | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
