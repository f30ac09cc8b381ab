using System.Text.Json;
using Csss.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Csss.ServiceDefaults.Tests;

/// <summary>Publishes key sets as Identity does, and can be away.</summary>
public sealed class KeyServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private KeyServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapGet("/.well-known/jwks", () => IsAway ? Results.StatusCode(503) : Results.Json(new { keys = Published.SelectMany(KeysOf) }));
    }

    public TestKeys[] Published { get; set; } = [new()];

    public bool IsAway { get; set; }

    public TestKeys Keys => Published[0];

    public string Address => _app.Urls.Single();

    public static async Task<KeyServer> StartAsync()
    {
        var server = new KeyServer();
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static IEnumerable<JsonElement> KeysOf(TestKeys keys) => JsonSerializer.SerializeToElement(keys.PublicKeySet()).GetProperty("keys").EnumerateArray();
}
