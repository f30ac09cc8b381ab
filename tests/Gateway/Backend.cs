using System.Collections.Concurrent;
using System.Text;
using Csss.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Csss.Gateway.Tests;

/// <summary>A small real server that stands for one replica of a service: it says who it is and what it was asked.</summary>
public sealed class Backend : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TestKeys _keys;
    private bool _stopped;

    private Backend(string name, TestKeys keys, int port)
    {
        (Name, _keys) = (name, keys);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Run(HandleAsync);
    }

    public string Name { get; }

    public Uri Address => new(_app.Urls.Single());

    public bool IsReady { get; set; } = true;

    /// <summary>What it does with a request; null: it echoes.</summary>
    public Func<HttpContext, Task>? Respond { get; set; }

    /// <summary>Method and path of what reached it, probes aside.</summary>
    public ConcurrentQueue<string> Seen { get; } = new();

    public static async Task<Backend> StartAsync(string name, TestKeys? keys = null, int port = 0)
    {
        var backend = new Backend(name, keys ?? new TestKeys(), port);
        await backend._app.StartAsync();
        return backend;
    }

    /// <summary>Stops listening, as a dead process does.</summary>
    public async Task StopAsync()
    {
        if (_stopped) return;
        _stopped = true;
        using var atOnce = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(atOnce.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _app.DisposeAsync();
    }

    private Task HandleAsync(HttpContext context)
    {
        if (context.Request.Path == "/health")
        {
            context.Response.StatusCode = IsReady ? 200 : 503;
            return Task.CompletedTask;
        }

        if (context.Request.Path == "/.well-known/jwks") return context.Response.WriteAsJsonAsync(_keys.PublicKeySet());

        Seen.Enqueue($"{context.Request.Method} {context.Request.Path}");
        return Respond is { } respond ? respond(context) : EchoAsync(context);
    }

    private Task EchoAsync(HttpContext context) => context.Response.WriteAsJsonAsync(new Echo(
        Name, context.Request.Path.Value!, context.Request.QueryString.Value!,
        context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));

    /// <summary>An OpenAPI document of one route.</summary>
    public static Func<HttpContext, Task> OpenApi(string name)
    {
        var json = $$"""{"openapi":"3.1.1","info":{"title":"The {{name}} API","version":"1"},"paths":{"/{{name}}":{"get":{"summary":"Reads {{name}}","responses":{"200":{"description":"OK"} } } } } }""";
        return context =>
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(json, Encoding.UTF8);
        };
    }
}

/// <summary>What a <see cref="Backend"/> was asked.</summary>
public sealed record Echo(string Service, string Path, string Query, Dictionary<string, string> Headers);
