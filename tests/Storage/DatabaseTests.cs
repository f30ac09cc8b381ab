using System.Text;
using Csss.Contracts;
using Csss.Storage.Databases;
using Csss.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Csss.Storage.Tests;

public sealed class DatabaseTests : IDisposable
{
    private readonly StorageFolder _folder = new();

    [Fact]
    public async Task The_database_is_made_and_migrated_before_the_service_runs()
    {
        await using var service = await StartAsync();
        (await service.UseAsync(database => database.Database.GetAppliedMigrationsAsync())).ShouldBe(["20260101000000_Initial"]);
        (await service.UseAsync(database => database.Notes.CountAsync())).ShouldBe(0);
        (await PragmaAsync(service, "journal_mode")).ShouldBe("wal");
        (await PragmaAsync(service, "synchronous")).ShouldBe("2");
        (await PragmaAsync(service, "secure_delete")).ShouldBe("1");
        (await PragmaAsync(service, "foreign_keys")).ShouldBe("1");
    }

    [Fact]
    public async Task A_service_killed_while_it_migrated_starts_again()
    {
        await using (var first = await StartAsync())
            await first.UseAsync(database => database.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01 00:00:00')"));

        await using var second = await StartAsync().WaitAsync(TimeSpan.FromSeconds(20));
        (await second.UseAsync(database => database.Notes.CountAsync())).ShouldBe(0);
    }

    [Fact]
    [Trait(TestDatabase.Trait, TestDatabase.Every)]
    public async Task Replicas_that_start_together_migrate_once()
    {
        var services = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StartAsync())).WaitAsync(TimeSpan.FromSeconds(30));
        foreach (var service in services)
        {
            (await service.UseAsync(database => database.Database.GetAppliedMigrationsAsync())).Count().ShouldBe(1);
            await service.DisposeAsync();
        }
    }

    [Fact]
    [Trait(TestDatabase.Trait, TestDatabase.Every)]
    public async Task Points_in_time_are_ordered_as_such_whatever_their_offset()
    {
        await using var service = await StartAsync();
        var noon = new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
        await service.AddAsync(1, "late", noon + TimeSpan.FromTicks(1));
        await service.AddAsync(1, "noon", noon.ToOffset(TimeSpan.FromHours(14)));
        await service.AddAsync(1, "early", noon.AddTicks(-1).ToOffset(TimeSpan.FromHours(-11)));

        (await service.UseAsync(database => database.Notes.OrderBy(note => note.At).Select(note => note.Owner).ToListAsync())).ShouldBe(["early", "noon", "late"]);
        (await service.UseAsync(database => database.Notes.Where(note => note.At >= noon).CountAsync())).ShouldBe(2);
        (await service.UseAsync(database => database.Notes.Where(note => note.Owner == "noon").Select(note => note.At).SingleAsync())).ShouldBe(noon);
        (await service.UseAsync(database => database.Notes.CountAsync(note => note.Ended == null || note.Ended > noon))).ShouldBe(3);
    }

    [Fact]
    [Trait(TestDatabase.Trait, TestDatabase.Every)]
    public async Task A_taken_key_is_told_from_other_failures()
    {
        await using var service = await StartAsync();
        var id = Ids.New();
        Task<int> AddAsync(string owner) => service.UseAsync(database =>
        {
            database.Add(new Note { Id = id, Owner = owner, At = default });
            return database.SaveChangesAsync();
        });
        await AddAsync("one");
        (await Should.ThrowAsync<DbUpdateException>(() => AddAsync("two"))).IsUniqueViolation().ShouldBeTrue();
        (await Should.ThrowAsync<DbUpdateException>(() => service.UseAsync(database =>
        {
            database.Add(new Note { Id = Ids.New(), Owner = null!, At = default });
            return database.SaveChangesAsync();
        }))).IsUniqueViolation().ShouldBeFalse();
    }

    [Fact]
    [Trait(TestDatabase.Trait, TestDatabase.Every)]
    public async Task Writers_wait_for_each_other()
    {
        await using var service = await StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            for (var round = 0; round < 10; round++) await service.AddAsync(1);
        }));
        (await service.UseAsync(database => database.Notes.CountAsync())).ShouldBe(80);
    }

    [Fact]
    public async Task What_is_deleted_is_in_no_file_any_more()
    {
        const string Secret = "one-time-secret-4711-for-the-eyes-of-one";
        await using var service = await StartAsync();
        await service.AddAsync(5);
        await service.AddAsync(1, Secret);
        Holding(Secret).ShouldNotBeEmpty();
        await service.UseAsync(database => database.Notes.Where(note => note.Owner == Secret).ExecuteDeleteAsync());
        await service.AddAsync(1);

        // The write-ahead log is emptied every half minute.
        await Eventually.ShouldAsync("the secret is gone", () =>
        {
            service.Time.Advance(WalCheckpoints<NotesDb>.Every);
            return Task.FromResult(Holding(Secret).Count == 0);
        });
        (await service.UseAsync(database => database.Notes.CountAsync())).ShouldBe(6);
    }

    public void Dispose() => _folder.Dispose();

    private Task<NotesService> StartAsync() => new NotesService(_folder.Root).StartAsync();

    private static Task<string> PragmaAsync(NotesService service, string name) => service.UseAsync(async database =>
    {
        await database.Database.OpenConnectionAsync();
        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA " + name;
        return (await command.ExecuteScalarAsync())!.ToString()!;
    });

    private List<string> Holding(string text)
    {
        var sought = Encoding.UTF8.GetBytes(text);
        return [.. _folder.Files.Where(file => StorageFolder.Read(file).AsSpan().IndexOf(sought) >= 0)];
    }
}
