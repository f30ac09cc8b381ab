using System.Security.Cryptography;
using Csss.Contracts;
using Csss.Messaging;
using Csss.Messaging.Sessions;
using Csss.ServiceDefaults;
using Csss.Storage;
using Csss.Storage.Databases;
using Csss.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Csss.Benchmarks;

/// <summary>A service that does nothing but commit events to its outbox, which is relayed as every service's is.</summary>
internal sealed class EventSource : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private EventSource(WebApplication app, string folder) => (_app, _folder) = (app, folder);

    public static async Task<EventSource> StartAsync(string broker)
    {
        var folder = Directory.CreateTempSubdirectory("csss-benchmark-").FullName;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Configuration["Auth:Issuer"] = TestKeys.Issuer;
        builder.Configuration["Storage:Directory"] = folder;
        builder.Configuration["Storage:MasterKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        builder.Configuration["ConnectionStrings:broker"] = broker;
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IRevocationSource, NobodyRevoked>();
        builder.AddServiceDefaults(ResourceNames.Inference);
        builder.Logging.ClearProviders();
        builder.AddDatabase<SourceDb, SourceDb>();
        builder.AddMessaging<SourceDb>(ResourceNames.Inference, _ => { });
        var app = builder.Build();
        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<SourceDb>().Database.EnsureCreatedAsync();
        await app.StartAsync();
        return new EventSource(app, folder);
    }

    public async Task CommitAsync<T>(T message)
        where T : class
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<SourceDb>();
        database.Publish(message, TimeProvider.System.GetUtcNow());
        await database.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}

internal sealed class SourceDb(DbContextOptions<SourceDb> options) : CsssDbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddMessaging();

    /// <summary>The tables are made without migrations.</summary>
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning, RelationalEventId.MigrationsNotFound));
}

internal sealed class NobodyRevoked : IRevocationSource
{
    public Task<IReadOnlyList<Guid>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Guid>>([]);
}
