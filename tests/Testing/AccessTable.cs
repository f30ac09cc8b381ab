using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Csss.Contracts;
using Csss.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Csss.Testing;

/// <summary>Who may call a route: roles, <see cref="Public"/>, or a scope; and which of them (null: not said).</summary>
public sealed record AccessRow(string Method, string Route, string[] Allowed, Whose? Whose = null)
{
    /// <summary>Anybody, without a token.</summary>
    public const string Public = "public";
}

/// <summary>
/// Every route of a service against every caller. A route without a row, and a row without a route, fail; so does one with an id in it
/// that lets users or outside systems in and does not say whose the thing is (<see cref="Of"/>, <see cref="Shared"/>).
/// <c>new AccessTable().Row("GET", "/doctor/scans/{id:guid}", Roles.Doctor).Of([scan], [Owner.User(Roles.Doctor, doctor)])…VerifyAsync(factory)</c>
/// </summary>
public sealed partial class AccessTable
{
    private static readonly string[] InternalScopes =
        [Scopes.UsersRead, Scopes.CareRead, Scopes.ClientsRead, Scopes.RevocationsRead, Scopes.ScansRead, Scopes.ReportsRead];

    /// <summary>Of the form that Identity's are: 256 random bits.</summary>
    private const string ChallengeToken = "c2Vjb25kLWZhY3Rvci1jaGFsbGVuZ2UtdG9rZW4tMzI";

    private readonly List<AccessRow> _rows =
    [
        new("GET", "/openapi/{documentName}.json", [AccessRow.Public]),
        new("ANY", "/health", [AccessRow.Public]),
        new("ANY", "/alive", [AccessRow.Public]),
    ];

    /// <summary>Adds a row; the route as the service maps it.</summary>
    public AccessTable Row(string method, string route, params string[] allowed)
    {
        _rows.Add(new AccessRow(method, route, allowed));
        return this;
    }

    /// <summary>
    /// The last row's thing, a real one: a stranger of each role or scope that the row lets in is refused, and then each owner gets past, which
    /// shows that the thing was there and that the strangers changed nothing.
    /// </summary>
    /// <param name="ids">What to put in the route's places, in order.</param>
    /// <param name="owners">Whoever gets past.</param>
    /// <param name="stranger">The status that the contract gives a stranger.</param>
    /// <param name="body">One that is valid for the owner, so that a stranger is refused for being one; <c>{}</c> when null.</param>
    public AccessTable Of(object[] ids, Owner[] owners, int stranger = 404, object? body = null)
    {
        owners.ShouldNotBeEmpty();
        ids.Length.ShouldBe(Parameter().Count(_rows[^1].Route), _rows[^1].Route);
        _rows[^1] = _rows[^1] with { Whose = new Whose(ids, owners, (HttpStatusCode)stranger, body) };
        return this;
    }

    /// <summary>The last row's things belong to everybody whom it lets in, and why.</summary>
    public AccessTable Shared(string why)
    {
        why.ShouldNotBeNullOrWhiteSpace();
        _rows[^1] = _rows[^1] with { Whose = new Whose([], [], default, null) };
        return this;
    }

    /// <summary>Checks that the table is complete, then calls each route as each caller.</summary>
    public async Task VerifyAsync<TMarker>(ServiceFactory<TMarker> factory)
        where TMarker : class
    {
        var routes = Routes(factory.Services).ToHashSet(StringComparer.Ordinal);
        var rows = _rows.Select(row => $"{row.Method} {row.Route}").ToHashSet(StringComparer.Ordinal);
        routes.Except(rows, StringComparer.Ordinal).ShouldBeEmpty("routes without a row in the access table");
        rows.Except(routes, StringComparer.Ordinal).ShouldBeEmpty("rows without a route");
        _rows.Where(row => row.Whose is null && Parameter().IsMatch(row.Route) && row.Allowed.Any(Owner.Kinds.Contains)).Select(row => $"{row.Method} {row.Route}")
            .ShouldBeEmpty("rows that do not say whose the thing in the route is");

        // What disabling an account leaves of its tokens: the right role, and a session that every service was told to refuse.
        var ended = Ids.New();
        factory.Services.GetRequiredService<RevokedSessions>().Add(ended);
        var failures = new List<string>();
        var (calls, strangers) = (0, 0);
        foreach (var row in _rows.Where(row => !row.Allowed.Contains(AccessRow.Public)))
            foreach (var (caller, token, expected) in Callers(factory.Identity.Keys, row, ended))
            {
                calls++;
                var status = await CallAsync(factory, row, token);
                var fits = expected is null ? status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) : status == expected;
                if (!fits || (int)status >= 500) failures.Add($"{row.Method} {row.Route} as {caller}: {(int)status}, expected {(expected is null ? "to pass" : (int)expected)}");
            }

        foreach (var row in _rows.Where(row => row.Whose is { Owners.Length: > 0 }))
        {
            foreach (var stranger in row.Allowed.Select(Owner.Nothing))
            {
                strangers++;
                var status = await CallAsync(factory, row, stranger.Token(factory.Identity.Keys), row.Whose);
                if (status != row.Whose!.Stranger) failures.Add($"{row.Method} {row.Route} as {stranger.Kind}, a stranger: {(int)status}, expected {(int)row.Whose.Stranger}");
            }

            foreach (var owner in row.Whose!.Owners)
            {
                calls++;
                var status = await CallAsync(factory, row, owner.Token(factory.Identity.Keys), row.Whose);
                if (!GotPast(status)) failures.Add($"{row.Method} {row.Route} as {owner.Kind}, its owner: {(int)status}, expected to pass");
            }
        }

        failures.ShouldBeEmpty();
        TestContext.Current.TestOutputHelper?.WriteLine($"{_rows.Count} routes, {calls + strangers} calls, {strangers} of them by strangers");
    }

    /// <summary>A conflict is about the thing's state: it was found, and told of.</summary>
    private static bool GotPast(HttpStatusCode status) => (int)status is (>= 200 and < 300) or 409;

    /// <summary>Null: the call must get past authorization.</summary>
    private static IEnumerable<(string Caller, string? Token, HttpStatusCode? Expected)> Callers(TestKeys keys, AccessRow row, Guid endedSession)
    {
        var forServices = row.Allowed.Any(InternalScopes.Contains);
        var wrong = forServices ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden;
        yield return ("nobody", null, HttpStatusCode.Unauthorized);
        yield return ("half-logged-in, with the challenge's token", ChallengeToken, HttpStatusCode.Unauthorized);
        foreach (var role in row.Allowed.Where(Roles.All.Contains)) yield return ($"disabled {role}", keys.ForUser(role, sessionId: endedSession), HttpStatusCode.Unauthorized);
        foreach (var role in Roles.All) yield return (role, keys.ForUser(role), row.Allowed.Contains(role) ? null : wrong);
        foreach (var (flaw, token) in keys.Broken(row.Allowed.FirstOrDefault(Roles.All.Contains) ?? Roles.Admin))
            yield return ($"token: {flaw}", token, HttpStatusCode.Unauthorized);
        foreach (var scope in Owner.SystemScopes) yield return ($"system {scope}", keys.ForSystem(scope), row.Allowed.Contains(scope) ? null : wrong);
        foreach (var scope in InternalScopes)
            yield return ($"service {scope}", keys.ForService(scope),
                row.Allowed.Contains(scope) ? null : forServices ? HttpStatusCode.Forbidden : HttpStatusCode.Unauthorized);
    }

    private static async Task<HttpStatusCode> CallAsync<TMarker>(ServiceFactory<TMarker> factory, AccessRow row, string? token, Whose? whose = null)
        where TMarker : class
    {
        var ids = new Queue<object>(whose?.Ids ?? []);
        using var client = factory.ClientWith(token);
        using var request = new HttpRequestMessage(
            new HttpMethod(row.Method), Parameter().Replace(row.Route, _ => $"{(ids.TryDequeue(out var id) ? id : Guid.NewGuid())}"));
        if (row.Method is "POST" or "PUT" or "PATCH") request.Content = new StringContent(JsonSerializer.Serialize(whose?.Body ?? new { }), Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    private static IEnumerable<string> Routes(IServiceProvider services) =>
        from endpoint in services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        let pattern = "/" + endpoint.RoutePattern.RawText!.Trim('/')
        from method in endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>()?.HttpMethods ?? ["ANY"]
        where method is not ("HEAD" or "OPTIONS")
        select $"{method} {pattern}";

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
