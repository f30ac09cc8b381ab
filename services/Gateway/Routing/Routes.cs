using Csss.Contracts;
using static Csss.Gateway.Limits.RateLimitPolicies;

namespace Csss.Gateway.Routing;

/// <summary>
/// Which service owns which path (API.md, Owners). What is not here is 404, above all <c>/internal</c>. A service without an
/// address gets no routes, so that its paths are 404 too.
/// </summary>
internal static class Routes
{
    /// <summary>1 MiB: no JSON of ours comes near it.</summary>
    public const long SmallBody = 1 << 20;

    /// <summary>A study of 500 MB, and what multipart wraps around its files.</summary>
    public const long StudyBody = (500L << 20) + SmallBody;

    public static readonly IReadOnlyList<Route> All =
    [
        new(ResourceNames.Identity, "/auth/{**rest}"),
        new(ResourceNames.Identity, "/auth/login") { RateLimit = Credentials },
        new(ResourceNames.Identity, "/auth/register") { RateLimit = Credentials },
        new(ResourceNames.Identity, "/auth/password/{**rest}") { RateLimit = Credentials },
        new(ResourceNames.Identity, "/auth/external/{**rest}") { RateLimit = Credentials },
        new(ResourceNames.Identity, "/otp/{**rest}") { RateLimit = Credentials },
        new(ResourceNames.Identity, "/connect/{**rest}") { KeepsHost = true },
        new(ResourceNames.Identity, "/connect/login") { KeepsHost = true, RateLimit = Credentials },
        new(ResourceNames.Identity, "/connect/code") { KeepsHost = true, RateLimit = Credentials },
        new(ResourceNames.Identity, "/connect/token") { KeepsHost = true, RateLimit = Credentials },
        new(ResourceNames.Identity, "/.well-known/{**rest}") { KeepsHost = true },
        new(ResourceNames.Identity, "/admin/{**rest}"),
        new(ResourceNames.Identity, "/doctor/patients/{**rest}"),
        new(ResourceNames.Identity, "/doctor/break-glass/{**rest}"),
        new(ResourceNames.Identity, "/patient/access-log/{**rest}"),

        new(ResourceNames.Inference, "/doctor/scans/{**rest}"),
        new(ResourceNames.Inference, "/doctor/upload") { RateLimit = Upload, MaxBodyBytes = StudyBody },
        new(ResourceNames.Inference, "/results/{**rest}"),

        new(ResourceNames.Reports, "/reports/{**rest}"),
        new(ResourceNames.Reports, "/doctor/prescriptions/{**rest}"),
        new(ResourceNames.Reports, "/pharmacist/{**rest}"),
        new(ResourceNames.Reports, "/patient/{**rest}"),

        new(ResourceNames.Notifications, "/events/{**rest}"),
        new(ResourceNames.Notifications, "/webhooks/{**rest}"),
        new(ResourceNames.Notifications, "/asyncapi.json"),
        new(ResourceNames.Notifications, "/asyncapi/{**rest}"),
        new(ResourceNames.Notifications, "/hubs/{**rest}"),

        new(ResourceNames.Chatbot, "/chatbot/{**rest}"),
    ];

    /// <summary>The services behind this door.</summary>
    public static readonly IReadOnlyList<string> Services = [.. All.Select(route => route.Service).Distinct(StringComparer.Ordinal)];
}
