using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Csss.Storage.Encryption;

namespace Csss.Identity.Connect;

/// <summary>Where somebody is between the application's request and the answer to it.</summary>
/// <param name="Parameters">Of the application's request, as OpenIddict accepted it.</param>
/// <param name="UserId">Set once the user has signed in.</param>
/// <param name="SessionId">The same.</param>
/// <param name="Pending">Set while only the password was right.</param>
internal sealed record ConnectTicket(
    string Application, IReadOnlyDictionary<string, string> Parameters, DateTimeOffset Until, Guid? UserId = null, Guid? SessionId = null, PendingLogin? Pending = null)
{
    /// <summary>The part of the redirect URI that a form's answer may lead to.</summary>
    public string RedirectOrigin => new Uri(Parameters["redirect_uri"]).GetLeftPart(UriPartial.Authority);

    public IReadOnlyList<string> Scopes => Parameters.GetValueOrDefault("scope")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
}

/// <summary>A login that waits for its second factor.</summary>
internal sealed record PendingLogin(string Email, string Challenge);

/// <summary>
/// Tickets travel in a form's hidden field, sealed to a random cookie of the browser that the form was made for: nobody reads, changes or makes one, and a form
/// from another site, which cannot have that cookie's ticket, is refused (CSRF).
/// </summary>
internal sealed class ConnectTickets(ISealer sealer, TimeProvider time)
{
    public const string Field = "ticket";
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private const string Cookie = "csss-connect";

    public string Seal(ConnectTicket ticket, HttpContext context) => sealer.Seal(JsonSerializer.Serialize(ticket), ContextOf(Browser(context)));

    public ConnectTicket Begin(string application, IReadOnlyDictionary<string, string> parameters) => new(application, parameters, time.GetUtcNow() + Lifetime);

    /// <summary>Null when it is not one of ours, another browser's, or too old.</summary>
    public ConnectTicket? Open(string? sealedTicket, HttpContext context)
    {
        if (string.IsNullOrEmpty(sealedTicket) || context.Request.Cookies[Cookie] is not { Length: > 0 } browser) return null;
        try
        {
            var ticket = JsonSerializer.Deserialize<ConnectTicket>(sealer.Open(sealedTicket, ContextOf(browser)));
            return ticket is not null && ticket.Until > time.GetUtcNow() ? ticket : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string ContextOf(string browser) => $"connect/{browser}";

    private static string Browser(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is { Length: > 0 } known) return known;

        var fresh = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        context.Response.Cookies.Append(Cookie, fresh, new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            Path = "/connect",
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
        });
        return fresh;
    }
}
