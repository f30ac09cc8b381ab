using System.Security.Cryptography;
using Csss.Messaging.Inbox;
using Csss.Messaging.Outbox;
using Csss.Messaging.Sessions;
using Csss.ServiceDefaults;
using Csss.Storage;
using Csss.Testing;
using MassTransit;
using MassTransit.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Csss.Messaging.Tests;

/// <summary>A service of the tests: the building blocks as every service uses them, on the in-memory transport or on a real broker.</summary>
public sealed class TestService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly bool _ownsFolder;

    private TestService(WebApplication app, string folder, bool ownsFolder) => (_app, Folder, _ownsFolder) = (app, folder, ownsFolder);

    public string Folder { get; }

    public IServiceProvider Services => _app.Services;

    public ITestHarness Harness => Services.GetRequiredService<ITestHarness>();

    public Receipts Receipts => Services.GetRequiredService<Receipts>();

    public Uri Address => new(_app.Urls.Single());

    /// <param name="name">The service's name: first part of its queues' names.</param>
    /// <param name="broker">The broker's address; null: MassTransit's in-memory transport.</param>
    /// <param name="folder">Of the database, when two replicas share one.</param>
    /// <param name="authority">Whose certificates are believed.</param>
    public static async Task<TestService> StartAsync(
        Action<IBusRegistrationConfigurator>? consumers = null, Action<IServiceCollection>? services = null,
        string name = "tests", string? broker = null, string? folder = null, string? authority = null, Action<WebApplication>? map = null)
    {
        var ownsFolder = folder is null;
        folder ??= Directory.CreateTempSubdirectory("csss-messaging-").FullName;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Configuration["Auth:Issuer"] = TestKeys.Issuer;
        builder.Configuration["Storage:Directory"] = folder;
        builder.Configuration["ConnectionStrings:database"] = TestDatabase.Of(folder);
        builder.Configuration["Storage:MasterKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        builder.Configuration["ConnectionStrings:broker"] = broker ?? "amqp://127.0.0.1:1";
        builder.Configuration["Broker:AuthorityFile"] = authority;
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<RevocationList>().AddSingleton<IRevocationSource>(provider => provider.GetRequiredService<RevocationList>());
        builder.AddServiceDefaults(name);
        builder.Logging.ClearProviders().AddProvider(TestLog.Instance);
        builder.AddDatabase<TestDb, TestDb>();
        builder.AddMessaging<TestDb>(name, bus => consumers?.Invoke(bus));
        builder.Services.AddSingleton<Gate>().AddSingleton<Receipts>().AddReceiveObserver(provider => provider.GetRequiredService<Receipts>());
        if (broker is null) builder.Services.AddMassTransitTestHarness();
        services?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseServiceDefaults();
        map?.Invoke(app);
        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<TestDb>().Database.EnsureCreatedAsync();
        var service = new TestService(app, folder, ownsFolder);
        service.Running = app.RunServiceAsync([]);
        var started = new TaskCompletionSource();
        app.Lifetime.ApplicationStarted.Register(started.SetResult);
        await await Task.WhenAny(started.Task, service.Running);
        return service;
    }

    private Task<int> Running { get; set; } = Task.FromResult(0);

    public async Task<T> UseAsync<T>(Func<TestDb, Task<T>> use)
    {
        await using var scope = Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TestDb>());
    }

    /// <summary>Publishes through the outbox, as a request handler does.</summary>
    public Task PublishAsync<T>(params T[] messages) where T : class =>
        UseAsync(async database =>
        {
            foreach (var message in messages) database.Publish(message, TimeProvider.System.GetUtcNow());
            return await database.SaveChangesAsync();
        });

    /// <summary>Delivers a message to the consumers as the broker would, with this message id.</summary>
    public Task DeliverAsync<T>(T message, Guid messageId) where T : class =>
        Services.GetRequiredService<IBus>().Publish(message, context => context.MessageId = messageId);

    public Task<List<Handled>> HandledAsync() => UseAsync(database => database.Handled.OrderBy(row => row.Sequence).ToListAsync());

    public Task<List<OutboxMessage>> OutboxAsync() => UseAsync(database => database.Set<OutboxMessage>().OrderBy(row => row.Sequence).ToListAsync());

    public Task<List<InboxMessage>> InboxAsync() => UseAsync(database => database.Set<InboxMessage>().ToListAsync());

    public Task OutboxEmptyAsync(TimeSpan? within = null) =>
        Eventually.ShouldAsync("the outbox is empty", async () => (await OutboxAsync()).Count, count => count == 0, within);

    public Task HandledCountAsync(int count, TimeSpan? within = null) =>
        Eventually.ShouldAsync($"{count} messages are handled", async () => (await HandledAsync()).Count, seen => seen >= count, within);

    public Task AcknowledgedAsync(int count) =>
        Eventually.ShouldAsync($"{count} deliveries are acknowledged", () => Task.FromResult(Receipts.Acknowledged), seen => seen >= count);

    public async Task StopAsync()
    {
        if (!Running.IsCompleted) _app.Lifetime.StopApplication();
        await Running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_ownsFolder) Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>Identity's list of revoked sessions, as a test sets it.</summary>
public sealed class RevocationList : IRevocationSource
{
    public IReadOnlyList<Guid> Sessions { get; set; } = [];

    public Task<IReadOnlyList<Guid>> ListAsync(CancellationToken cancellationToken) => Task.FromResult(Sessions);
}
