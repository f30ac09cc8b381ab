namespace Csss.Gateway.Security;

/// <summary>
/// Headers that every answer carries, whoever wrote it. A page that needs more than nothing (<c>/docs</c>) sets its own policy first.
/// No CORS header is ever sent: other origins may not read answers; the web app calls from its own.
/// </summary>
internal static class SecurityHeaders
{
    private static readonly KeyValuePair<string, string>[] Defaults =
    [
        new("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"),
        new("X-Content-Type-Options", "nosniff"),
        new("X-Frame-Options", "DENY"),
        new("Referrer-Policy", "no-referrer"),
        new("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        new("Cross-Origin-Opener-Policy", "same-origin"),
        new("Cross-Origin-Resource-Policy", "same-origin"),
        new("Cache-Control", "no-store"),
    ];

    private static readonly string[] Unwanted = ["Server", "X-Powered-By"];

    public static void UseSecurityHeaders(this WebApplication app) =>
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                foreach (var (name, value) in Defaults) headers.TryAdd(name, value);
                foreach (var name in Unwanted) headers.Remove(name);
                if (context.Request.IsHttps) headers.TryAdd("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
                return Task.CompletedTask;
            });
            return next(context);
        });
}
