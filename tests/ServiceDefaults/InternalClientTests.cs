using System.Collections.Concurrent;
using System.Net;
using Csss.ServiceDefaults.Http;
using Csss.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Csss.ServiceDefaults.Tests;

/// <summary>The typed clients with which services call each other.</summary>
public sealed class InternalClientTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _calls = new();
    private WebApplication _other = null!;
    private int _failures;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _other = builder.Build();
        _other.Use((context, next) =>
        {
            _calls.Enqueue($"{context.Request.Method} {context.Request.Path} {context.Request.Headers.Authorization}");
            return next(context);
        });
        var number = 0;
        _other.MapPost("/connect/token", () => new { access_token = $"token-{++number}", token_type = "Bearer", expires_in = 300 });
        _other.MapMethods("/thing", ["GET", "POST"], (HttpRequest request) =>
            Interlocked.Decrement(ref _failures) >= 0 ? Results.StatusCode(503)
            : request.Headers.Authorization == "Bearer token-1" && Refused ? Results.Unauthorized() : Results.Ok());
        await _other.StartAsync();
    }

    private bool Refused { get; set; }

    [Fact]
    public async Task The_services_token_is_fetched_once_and_a_refused_one_anew()
    {
        await using var service = await StartAsync();
        var client = service.Services.GetRequiredService<ThingClient>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.GetAsync()));
        _calls.Count(call => call.Contains("/connect/token", StringComparison.Ordinal)).ShouldBe(1);
        _calls.Count(call => call == "GET /thing Bearer token-1").ShouldBe(8);

        Refused = true;
        (await client.GetAsync()).ShouldBe(HttpStatusCode.Unauthorized);
        (await client.GetAsync()).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_read_is_tried_again_and_a_write_is_not()
    {
        await using var service = await StartAsync();
        var client = service.Services.GetRequiredService<ThingClient>();
        _failures = 1;
        (await client.GetAsync()).ShouldBe(HttpStatusCode.OK);
        _failures = 1;
        (await client.PostAsync()).ShouldBe(HttpStatusCode.ServiceUnavailable);
        _calls.Count(call => call.StartsWith("POST /thing", StringComparison.Ordinal)).ShouldBe(1);
    }

    public ValueTask DisposeAsync() => _other.DisposeAsync();

    private Task<TinyService> StartAsync() => TinyService.StartAsync(builder =>
    {
        builder.Configuration["services:identity:http:0"] = _other.Urls.Single();
        builder.Configuration["ServiceClient:Id"] = "csss-tiny";
        builder.Configuration["ServiceClient:Secret"] = "secret";
        builder.Services.AddInternalClient<ThingClient>("identity");
    });

    private sealed class ThingClient(HttpClient http)
    {
        public async Task<HttpStatusCode> GetAsync() => (await http.GetAsync(new Uri("/thing", UriKind.Relative))).StatusCode;

        public async Task<HttpStatusCode> PostAsync() => (await http.PostAsync(new Uri("/thing", UriKind.Relative), null)).StatusCode;
    }
}
