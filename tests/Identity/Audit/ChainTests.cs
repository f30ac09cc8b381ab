using System.Buffers.Binary;
using System.Data.Common;
using System.Text;
using Csss.Identity.Audit;
using Csss.Testing;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Tests.Audit;

/// <summary>What is done to the file is found, and where.</summary>
public sealed class ChainTests
{
    private const string Table = AuditEntryConfiguration.Table;

    [Fact]
    [Trait(TestDatabase.Trait, TestDatabase.Every)]
    public async Task A_trail_as_it_was_written_is_intact()
    {
        await using var empty = await ChainFile.WithAsync(0);
        (await empty.VerifyAsync()).ShouldBe(new AuditVerdict(Intact: true, 0, FirstBad: null, Fault: null, AuditHash.None));

        await using var chain = await ChainFile.WithAsync(7);
        var verdict = await chain.VerifyAsync();
        (verdict.Intact, verdict.Checked, verdict.FirstBad, verdict.Fault).ShouldBe((true, 7, null, null));
        verdict.Head.ShouldMatch("^[0-9a-f]{64}$");
    }

    public static TheoryData<string, byte> Flips()
    {
        var flips = new TheoryData<string, byte>();
        foreach (var column in Columns.Keys)
            foreach (var bits in new byte[] { 1, 0x20, 0x80 }) flips.Add(column, bits);
        return flips;
    }

    [Theory]
    [MemberData(nameof(Flips))]
    public async Task One_flipped_byte_in_any_column_is_found_at_its_row(string column, byte bits)
    {
        await using var chain = await ChainFile.WithAsync(8);
        await chain.FlipAsync(5, Columns[column], bits);

        var verdict = await chain.VerifyAsync();
        (verdict.Intact, verdict.Checked, verdict.FirstBad).ShouldBe((false, 4, 5), verdict.Fault);
    }

    /// <summary>Sequence is the row's key, not a value in it: it is changed by a statement below.</summary>
    private static readonly Dictionary<string, Func<AuditEntry, byte[]>> Columns = new(StringComparer.Ordinal)
    {
        ["MessageId"] = entry => Text(entry.MessageId.ToString()),
        ["At"] = entry => Number(entry.At.UtcTicks),
        ["RecordedAt"] = entry => Number(entry.RecordedAt.UtcTicks),
        ["ActorId"] = entry => Text(entry.ActorId.ToString()),
        ["Role"] = entry => Text(entry.Role),
        ["Action"] = entry => Text(entry.Action),
        ["Object"] = entry => Text(entry.Object),
        ["PatientId"] = entry => Text(entry.PatientId.ToString()!),
        ["Outcome"] = entry => Text(entry.Outcome),
        ["Reason"] = entry => Text(entry.Reason!),
        ["Source"] = entry => Text(entry.Source),
        ["PreviousHash"] = entry => Text(entry.PreviousHash),
        ["Hash"] = entry => Text(entry.Hash),
        ["Seal"] = entry => Text(entry.Seal),
    };

    [Theory]
    [Trait(TestDatabase.Trait, TestDatabase.Every)]
    [InlineData($"DELETE FROM {Table} WHERE \"Sequence\" = 4", 4, "missing")]
    [InlineData($"DELETE FROM {Table} WHERE \"Sequence\" = 1", 1, "missing")]
    [InlineData($"DELETE FROM {Table} WHERE \"Sequence\" > 6", 7, "missing")]
    [InlineData($"DELETE FROM {Table}", 1, "missing")]
    [InlineData($"UPDATE {Table} SET \"Sequence\" = 99 WHERE \"Sequence\" = 3", 3, "missing")]
    [InlineData($"UPDATE {Table} SET \"Sequence\" = -\"Sequence\" WHERE \"Sequence\" IN (3, 4); UPDATE {Table} SET \"Sequence\" = 7 + \"Sequence\" WHERE \"Sequence\" < 0", 3, "changed")]
    [InlineData($"UPDATE {Table} SET \"PatientId\" = NULL WHERE \"Sequence\" = 8", 8, "changed")]
    [InlineData("DELETE FROM audit_head", 9, "head")]
    [InlineData("UPDATE audit_head SET \"Sequence\" = 7", 9, "head")]
    [InlineData($"DELETE FROM {Table} WHERE \"Sequence\" = 8; UPDATE audit_head SET \"Sequence\" = 7, \"Hash\" = (SELECT \"Hash\" FROM {Table} WHERE \"Sequence\" = 7)", 8, "head")]
    [InlineData("INSERT INTO audit_head SELECT 2, \"Sequence\", \"Hash\", \"Seal\" FROM audit_head", 9, "head")]
    [InlineData("UPDATE \"keys\" SET \"Sealed\" = replace(\"Sealed\", 'A', 'B') || 'AAAA' WHERE \"Purpose\" = 'audit'", 1, "forged")]
    [InlineData("DELETE FROM \"keys\" WHERE \"Purpose\" = 'audit'", 1, "forged")]
    public async Task What_the_owner_of_the_file_does_is_found_and_located(string sql, long firstBad, string fault)
    {
        await using var chain = await ChainFile.WithAsync(8);
        await chain.TamperAsync(sql);

        var verdict = await chain.VerifyAsync();
        (verdict.Intact, verdict.FirstBad, verdict.Fault).ShouldBe((false, firstBad, fault));
    }

    [Fact]
    public async Task A_chain_made_anew_from_the_changed_entry_on_is_found_there()
    {
        await using var chain = await ChainFile.WithAsync(8);
        await chain.UseAsync(async database =>
        {
            var entries = await database.Set<AuditEntry>().AsNoTracking().OrderBy(entry => entry.Sequence).ToListAsync();
            var before = entries[3].Hash;
            foreach (var entry in entries.Skip(4))
            {
                string?[] fields = [.. AuditColumns.Of(entry)];
                if (entry.Sequence == 5) fields[9] = "allowed";
                var hash = AuditHash.Of(before, fields);
                await chain.TamperAsync($"UPDATE {Table} SET \"Outcome\" = '{fields[9]}', \"PreviousHash\" = '{before}', \"Hash\" = '{hash}' WHERE \"Sequence\" = {entry.Sequence}");
                before = hash;
            }
        });

        var verdict = await chain.VerifyAsync();
        (verdict.Intact, verdict.FirstBad, verdict.Fault).ShouldBe((false, 5, "forged"));
    }

    [Fact]
    public async Task An_end_that_was_cut_off_is_still_found_after_more_was_written()
    {
        await using var chain = await ChainFile.WithAsync(8);
        await chain.TamperAsync($"DELETE FROM {Table} WHERE \"Sequence\" > 5");
        for (var more = 0; more < 4; more++) await chain.AppendAsync();

        (await chain.VerifyAsync()).FirstBad.ShouldBe(6);
    }

    [Fact]
    public async Task A_head_of_ones_own_making_is_not_made_good_by_what_is_written_after()
    {
        await using var chain = await ChainFile.WithAsync(8);
        await chain.TamperAsync($"DELETE FROM {Table} WHERE \"Sequence\" > 5; UPDATE audit_head SET \"Sequence\" = 5, \"Hash\" = (SELECT \"Hash\" FROM {Table} WHERE \"Sequence\" = 5)");
        await chain.AppendAsync();

        var verdict = await chain.VerifyAsync();
        (verdict.Intact, verdict.Fault).ShouldBe((false, "head"));
    }

    [Theory]
    [Trait(TestDatabase.Trait, TestDatabase.Every)]
    [InlineData($"UPDATE {Table} SET \"Outcome\" = 'allowed'")]
    [InlineData($"DELETE FROM {Table} WHERE \"Sequence\" = 2")]
    [InlineData($"INSERT INTO {Table} SELECT * FROM {Table} WHERE \"Sequence\" = 2")]
    public async Task The_database_itself_refuses_to_change_the_trail(string sql)
    {
        await using var chain = await ChainFile.WithAsync(3);
        await RefusedAsync(chain, sql);
        (await chain.VerifyAsync()).Intact.ShouldBeTrue();
    }

    [Fact]
    public async Task Nor_does_it_let_a_row_of_SQLite_be_replaced()
    {
        await using var chain = await ChainFile.WithAsync(3);
        await RefusedAsync(chain, $"INSERT OR REPLACE INTO {Table} SELECT * FROM {Table} WHERE \"Sequence\" = 2");
        (await chain.VerifyAsync()).Intact.ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_never_written_into_a_column_is_found()
    {
        await using var chain = await ChainFile.WithAsync(8);
        await chain.TamperAsync($"UPDATE {Table} SET \"Role\" = x'00' WHERE \"Sequence\" = 2"); // SQLite: PostgreSQL's columns hold their type alone

        var verdict = await chain.VerifyAsync();
        (verdict.Intact, verdict.FirstBad, verdict.Fault).ShouldBe((false, 2, "unreadable"));
    }

    [Fact]
    [Trait(TestDatabase.Trait, TestDatabase.Every)]
    public async Task Writers_at_the_same_time_make_one_chain_without_a_gap()
    {
        await using var chain = await ChainFile.WithAsync(0);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var entry = 0; entry < 25; entry++) await chain.AppendAsync();
        })));

        var verdict = await chain.VerifyAsync();
        (verdict.Intact, verdict.Checked).ShouldBe((true, 100));
    }

    private static Task RefusedAsync(ChainFile chain, string sql) => chain.UseAsync(async database =>
        (await Should.ThrowAsync<DbException>(() => database.Database.ExecuteSqlRawAsync(sql))).Message.ShouldContain("append-only"));

    private static byte[] Text(string value) => Encoding.UTF8.GetBytes(value);

    private static byte[] Number(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }
}
