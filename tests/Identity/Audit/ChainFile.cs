using System.Security.Cryptography;
using System.Text;
using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Identity.Audit;
using Csss.Storage.Encryption;
using Csss.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Identity.Tests.Audit;

/// <summary>The audit trail in a database file of its own, and what somebody who owns the file can do to it.</summary>
internal sealed class ChainFile : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("csss-chain-").FullName;
    private readonly Sealer _sealer = new(RandomNumberGenerator.GetBytes(32));
    private ServiceProvider _services;

    private ChainFile() => _services = NewProcess();

    private string Path => System.IO.Path.Combine(_folder, "data.db");

    public static async Task<ChainFile> WithAsync(int entries)
    {
        var file = new ChainFile();
        await file.UseAsync(async database =>
        {
            await database.Database.EnsureCreatedAsync();
            await AuditGuards.SetAsync(database.Database, CancellationToken.None);
        });
        for (var number = 1; number <= entries; number++) await file.AppendAsync();
        return file;
    }

    public async Task AppendAsync()
    {
        await using var scope = _services.CreateAsyncScope();
        var access = new AccessRecorded(
            Ids.New(), "doctor", "scan.read", $"scans/{Ids.New()}", Ids.New(), "denied", "not_found", "192.0.2.7", TimeProvider.System.GetUtcNow());
        await scope.ServiceProvider.GetRequiredService<AuditTrail>().AppendAsync(Ids.New(), access, CancellationToken.None);
    }

    /// <summary>With what is on the disk alone: nothing is remembered from before.</summary>
    public async Task<AuditVerdict> VerifyAsync()
    {
        await _services.DisposeAsync();
        _services = NewProcess();
        await using var scope = _services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AuditVerification>().RunAsync(CancellationToken.None);
    }

    public Task<byte[]> KeyAsync() => _services.GetRequiredService<AuditKey>().GetAsync(CancellationToken.None);

    public async Task UseAsync(Func<IdentityDb, Task> use)
    {
        await using var scope = _services.CreateAsyncScope();
        await use(scope.ServiceProvider.GetRequiredService<IdentityDb>());
    }

    /// <summary>A statement by the owner of the file, who has put the triggers away first.</summary>
    public Task TamperAsync(string sql) => UseAsync(async database =>
    {
        await database.Database.ExecuteSqlRawAsync(TestDatabase.IsPostgres
            ? "ALTER TABLE audit_trail DISABLE TRIGGER USER"
            : "DROP TRIGGER IF EXISTS audit_no_update; DROP TRIGGER IF EXISTS audit_no_delete; DROP TRIGGER IF EXISTS audit_at_the_end");
        await database.Database.ExecuteSqlRawAsync(sql);
    });

    /// <summary>Flips bits of one byte of a value in the file itself, where its row lies.</summary>
    public async Task FlipAsync(long sequence, Func<AuditEntry, byte[]> value, byte bits)
    {
        var (row, bytes) = (Array.Empty<byte>(), Array.Empty<byte>());
        await UseAsync(async database =>
        {
            var entry = await database.Set<AuditEntry>().SingleAsync(found => found.Sequence == sequence);
            (row, bytes) = (Encoding.UTF8.GetBytes(entry.MessageId.ToString()), value(entry));
            await database.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        });
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();

        var file = await File.ReadAllBytesAsync(Path);
        var start = file.AsSpan().IndexOf(row);
        var at = start + file.AsSpan(start).IndexOf(bytes);
        (start >= 0 && at >= start).ShouldBeTrue("the value is found in the file");
        file[at + (bytes.Length / 2)] ^= bits;
        await File.WriteAllBytesAsync(Path, file);
        _services = NewProcess();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private ServiceProvider NewProcess() => new ServiceCollection()
        .AddDbContext<IdentityDb>(options => TestDatabase.Use(options, _folder))
        .AddSingleton<ISealer>(_sealer).AddSingleton(TimeProvider.System).AddSingleton<AuditKey>()
        .AddScoped<AuditTrail>().AddScoped<AuditVerification>().BuildServiceProvider();
}
