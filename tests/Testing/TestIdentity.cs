using System.Collections.Concurrent;
using Csss.Contracts;
using Csss.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Csss.Testing;

/// <summary>
/// Identity's door as the other services see it: a real server on a free loopback port that publishes keys, answers service
/// clients and tells who a user is. For the tests of the services that are not Identity.
/// </summary>
public sealed class TestIdentity : IAsyncDisposable
{
    private static readonly string[] InternalScopes =
        [Scopes.UsersRead, Scopes.CareRead, Scopes.ClientsRead, Scopes.RevocationsRead, Scopes.ScansRead, Scopes.ReportsRead];

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<Guid, TestUser> _users = new();
    private readonly ConcurrentDictionary<string, string[]> _clients = new(StringComparer.Ordinal);

    private TestIdentity()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Apply(json.SerializerOptions));
        _app = builder.Build();
        _app.MapGet("/.well-known/jwks", () => Keys.PublicKeySet());
        _app.MapPost("/connect/token", () => new { access_token = Keys.ForService(InternalScopes), token_type = "Bearer", expires_in = 300 });
        _app.MapGet("/internal/users/{id:guid}", (Guid id) =>
            IsDown ? Results.StatusCode(503) : _users.TryGetValue(id, out var user) ? Results.Ok(user) : Results.NotFound());
        _app.MapGet("/internal/clients/{id}", (string id) =>
            IsDown ? Results.StatusCode(503)
            : _clients.TryGetValue(id, out var scopes) ? Results.Ok(new { client_id = id, scopes })
            : Results.Json(new { code = "unknown_client" }, statusCode: 404));
        _app.MapGet("/internal/care", () => new { in_care = false });
        _app.MapGet("/internal/revocations", () => new { items = Array.Empty<object>() });
    }

    /// <summary>Mints tokens.</summary>
    public TestKeys Keys { get; } = new();

    /// <summary>Answers 503 for users and clients while true.</summary>
    public bool IsDown { get; set; }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Urls.Single());

    /// <summary>A started one.</summary>
    public static async Task<TestIdentity> StartAsync()
    {
        var identity = new TestIdentity();
        await identity._app.StartAsync();
        return identity;
    }

    /// <summary>Makes an account known.</summary>
    public TestUser AddUser(string role, string status = "active", string? name = null, string? email = null, string language = "en")
    {
        var id = Ids.New();
        return _users[id] = new TestUser(id, name ?? $"Test {role} {id.ToString()[^6..]}", email ?? $"{id:N}@csss.test", language, role, status);
    }

    /// <summary>Changes or removes (null) an account.</summary>
    public void Set(Guid id, TestUser? user)
    {
        if (user is null) _users.TryRemove(id, out _);
        else _users[id] = user;
    }

    /// <summary>An outside system that an administrator let in, and its token; what it may do can be changed afterwards, or (null) that it is there.</summary>
    public string AddClient(string clientId, params string[]? scopes)
    {
        if (scopes is null) _clients.TryRemove(clientId, out _);
        else _clients[clientId] = scopes;
        return Keys.ForClient(clientId, scopes ?? []);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
