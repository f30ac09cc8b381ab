using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using Csss.Contracts;
using Csss.Testing;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Csss.Storage.Tests;

/// <summary>A host with a database, as a service has it.</summary>
public sealed class NotesService(string folder) : IAsyncDisposable
{
    private readonly IHost _host = Build(folder);

    public string DatabaseFile { get; } = Path.Combine(folder, "data.db");

    public FakeTimeProvider Time => (FakeTimeProvider)_host.Services.GetRequiredService<TimeProvider>();

    public ConcurrentQueue<string> Queries => _host.Services.GetRequiredService<QueryLog>().Queries;

    public async Task<NotesService> StartAsync()
    {
        await _host.StartAsync();
        return this;
    }

    public async Task<T> UseAsync<T>(Func<NotesDb, Task<T>> use)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<NotesDb>());
    }

    public Task AddAsync(int count, string owner = "one", DateTimeOffset? at = null) => UseAsync(database =>
    {
        for (var number = 0; number < count; number++)
            database.Add(new Note { Id = Ids.New(), Owner = owner, At = at ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) });
        return database.SaveChangesAsync();
    });

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private static IHost Build(string folder)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["Storage:Directory"] = folder;
        builder.Configuration["ConnectionStrings:database"] = TestDatabase.Of(folder);
        builder.Configuration["Storage:MasterKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider());
        builder.Services.AddSingleton<QueryLog>().AddSingleton<IInterceptor>(provider => provider.GetRequiredService<QueryLog>());
        builder.AddDatabase<NotesDb, NotesPostgresDb>();
        return builder.Build();
    }

    public sealed class QueryLog : DbCommandInterceptor
    {
        public ConcurrentQueue<string> Queries { get; } = new();

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Queries.Enqueue(command.CommandText);
            return ValueTask.FromResult(result);
        }
    }
}
