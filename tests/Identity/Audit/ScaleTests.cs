using System.Diagnostics;
using System.Globalization;
using Csss.Contracts;
using Csss.Identity.Audit;
using Csss.Storage.Paging;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Tests.Audit;

/// <summary>A million entries. Run it by name; it takes a minute.</summary>
public sealed class ScaleTests
{
    private const int Million = 1_000_000;
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact(Explicit = true)]
    public async Task A_page_of_a_million_entries_costs_what_a_page_of_a_hundred_does()
    {
        await using var small = await FilledAsync(100);
        await using var large = await FilledAsync(Million);
        foreach (var (name, filter) in Filters())
        {
            var (few, many) = (await MedianAsync(small, filter), await MedianAsync(large, filter));
            Tell($"{name}: {few:0.00} ms of a hundred, {many:0.00} ms of a million");
            many.ShouldBeLessThan(few + 5, name);
        }

        var (before, watch) = (GC.GetTotalMemory(forceFullCollection: true), Stopwatch.StartNew());
        var verdict = await large.VerifyAsync();
        Tell($"verified {verdict.Checked} in {watch.Elapsed.TotalSeconds:0.0} s, {(GC.GetTotalMemory(forceFullCollection: true) - before) >> 20} MiB kept");
        (verdict.Intact, verdict.Checked).ShouldBe((true, Million));
        watch.Restart();
        for (var more = 0; more < 500; more++) await large.AppendAsync();
        Tell($"appended at {500 / watch.Elapsed.TotalSeconds:0} a second");
    }

    /// <summary>A hundred doctors, a thousand patients, one rare action, in the middle.</summary>
    private static async Task<ChainFile> FilledAsync(int count)
    {
        var chain = await ChainFile.WithAsync(1);
        await chain.UseAsync(async database =>
        {
            var key = await chain.KeyAsync();
            var head = await database.Set<AuditHead>().SingleAsync();
            var (last, hash) = (default(AuditEntry)!, head.Hash);
            var connection = (SqliteConnection)database.Database.GetDbConnection();
            await connection.OpenAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using var insert = connection.CreateCommand();
            insert.CommandText = $"INSERT INTO {AuditEntryConfiguration.Table} ({AuditColumns.Names}) VALUES ({string.Join(',', Enumerable.Range(0, 15).Select(at => "@" + at.ToString(CultureInfo.InvariantCulture)))})";
            for (var at = 0; at < 15; at++) insert.Parameters.Add(new SqliteParameter("@" + at.ToString(CultureInfo.InvariantCulture), value: null));
            for (var number = 2; number <= count; number++)
            {
                last = Entry(number, hash, rare: number == count / 2).Sealed(key);
                hash = last.Hash;
                object?[] values = [last.Sequence, .. AuditColumns.Of(last).Skip(1), last.PreviousHash, last.Hash, last.Seal];
                (values[2], values[3]) = (last.At.UtcTicks, last.RecordedAt.UtcTicks);
                for (var at = 0; at < 15; at++) insert.Parameters[at].Value = values[at] ?? DBNull.Value;
                await insert.ExecuteNonQueryAsync();
            }

            await transaction.CommitAsync();
            head.Move(last, key);
            await database.SaveChangesAsync();
        });
        return chain;
    }

    private static AuditEntry Entry(int number, string previous, bool rare) => new()
    {
        Sequence = number,
        MessageId = Ids.New(),
        At = Start.AddSeconds(number),
        RecordedAt = Start.AddSeconds(number),
        ActorId = Numbered(number % 100),
        Role = Roles.Doctor,
        Action = rare ? "user.erase" : "scan.read",
        Object = $"scans/{Numbered(number % 5000)}",
        PatientId = Numbered(number % 1000),
        Outcome = "allowed",
        Source = "192.0.2.1",
        PreviousHash = previous,
    };

    private static IEnumerable<(string, AuditFilter)> Filters()
    {
        var none = new AuditFilter(null, null, null, null, null, null);
        yield return ("newest", none);
        yield return ("actor", none with { Actor = Numbered(7) });
        yield return ("patient", none with { Patient = Numbered(7) });
        yield return ("object", none with { Object = $"scans/{Numbered(7)}" });
        yield return ("rare action", none with { Action = "user.erase" });
        yield return ("a day long ago", none with { From = Start, To = Start.AddDays(1) });
    }

    private static async Task<double> MedianAsync(ChainFile chain, AuditFilter filter)
    {
        var times = new List<double>();
        for (var round = 0; round < 15; round++)
            await chain.UseAsync(async database =>
            {
                var watch = Stopwatch.StartNew();
                await filter.Apply(database.Set<AuditEntry>()).ToAuditPageAsync(new PageRequest(), CancellationToken.None);
                times.Add(watch.Elapsed.TotalMilliseconds);
            });
        return times.Order().ElementAt(7);
    }

    private static Guid Numbered(int number) => new($"0199aaaa-0000-7000-8000-{number:D12}");

    private static void Tell(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}
