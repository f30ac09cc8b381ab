using System.Net.Http.Headers;
using Csss.Contracts;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Operations;
using Csss.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Csss.ServiceDefaults.Tests;

/// <summary>A service of a few routes, on a real port, with real tokens.</summary>
public sealed class TinyService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Task<int> _running;

    private TinyService(WebApplication app, KeyServer identity) => (_app, Identity, _running) = (app, identity, app.RunServiceAsync([]));

    public KeyServer Identity { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<TinyService> StartAsync(Action<WebApplicationBuilder>? configure = null, Action<WebApplication>? map = null)
    {
        var identity = await KeyServer.StartAsync();
        var app = Build(identity.Address, configure);
        map?.Invoke(app);
        var started = new TaskCompletionSource();
        app.Lifetime.ApplicationStarted.Register(started.SetResult);
        var service = new TinyService(app, identity);
        await await Task.WhenAny(started.Task, service._running);
        return service;
    }

    /// <summary>Built with its routes, not started.</summary>
    public static WebApplication Build(string identity = "http://127.0.0.1:1", Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Configuration["Auth:Issuer"] = TestKeys.Issuer;
        builder.Configuration["services:identity:http:0"] = identity;
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults("tiny");
        builder.Services.AddScoped<IOperatorCommand, GreetCommand>();
        builder.Logging.ClearProviders();
        configure?.Invoke(builder);
        var app = builder.Build();
        app.UseServiceDefaults();
        app.MapGet("/open", () => new Answer(Ids.New(), TimeProvider.System.GetUtcNow())).AllowAnonymous();
        app.MapGet("/any-user", () => "any").RequireUser();
        app.MapGet("/doctors", () => "doctors").RequireRoles(Roles.Doctor);
        app.MapGet("/results", () => "results").RequireScope(Scopes.ResultsRead);
        app.MapGet("/internal", () => "internal").RequireInternalScope(Scopes.UsersRead);
        app.MapGet("/nobody", () => "nobody").RequireAuthorization();
        app.MapGet("/fails", string () => throw new InvalidOperationException("Jane Doe has pneumonia")).AllowAnonymous();
        app.MapPost("/order", (Order order) => order).AllowAnonymous();
        app.MapGet("/number/{n}", (int n) => n).AllowAnonymous();
        return app;
    }

    public HttpClient Client(string? token = null)
    {
        var client = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        _app.Lifetime.StopApplication();
        await _running;
        await Identity.DisposeAsync();
    }

    public sealed record Answer(Guid PatientId, DateTimeOffset UploadedAt);

    public sealed record Order(Guid PatientId, int Limit);

    private sealed class GreetCommand : IOperatorCommand
    {
        public string Name => "greet";

        public string Usage => "WHOM    says hello";

        public Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken) => Task.FromResult(40 + arguments.Count);
    }
}

/// <summary>A part that is ill.</summary>
internal sealed class IllPart(HealthStatus status) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(new HealthCheckResult(status, "the disk of host db-17 is full", new InvalidOperationException("secret detail")));
}
