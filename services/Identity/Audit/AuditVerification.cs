using System.Data;
using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Csss.Identity.Audit;

/// <summary>Walks the chain from its first entry, over the rows as they lie on the disk, a few thousand at a time: any number in the same memory.</summary>
internal sealed class AuditVerification(IdentityDb database, AuditKey keys)
{
    private const int Batch = 2000;
    private const int Corrupt = 11, NotADatabase = 26;
    private static readonly string Query =
        $"SELECT {AuditColumns.Names} FROM {AuditEntryConfiguration.Table} WHERE \"Sequence\" > @after ORDER BY \"Sequence\" LIMIT {Batch}";

    private byte[]? _key;
    private long _good;
    private string _hash = AuditHash.None;

    public async Task<AuditVerdict> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            _key = await keys.FindAsync(database, cancellationToken);

            // Before the entries: they may grow meanwhile, and then go past it.
            var head = await HeadAsync(cancellationToken);
            var genuine = head?.IsGenuine(_key) == true ? head : null;
            var fault = await WalkAsync(genuine, cancellationToken) ?? await EndFaultAsync(head, cancellationToken) ?? await SecondHeadAsync(cancellationToken);
            return fault is null ? new AuditVerdict(Intact: true, _good, FirstBad: null, Fault: null, _hash) : Bad(fault);
        }
        catch (DbException exception) when (exception is SqliteException { SqliteErrorCode: Corrupt or NotADatabase }
            or PostgresException { SqlState: PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted })
        {
            return Bad(AuditFaults.Unreadable);
        }
        catch (CryptographicException)
        {
            // The key's own row was touched: no seal can be told from a forged one.
            return Bad(AuditFaults.Forged);
        }
    }

    private AuditVerdict Bad(string fault) => new(Intact: false, _good, _good + 1, fault, _hash);

    private Task<AuditHead?> HeadAsync(CancellationToken cancellationToken) => database.Set<AuditHead>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == AuditHead.OnlyId, cancellationToken);

    /// <summary>Null at the end of the rows.</summary>
    private async Task<string?> WalkAsync(AuditHead? head, CancellationToken cancellationToken)
    {
        while (true)
        {
            var rows = await ReadAsync(cancellationToken);
            foreach (var row in rows)
            {
                if (Fault(row) is { } fault) return fault;
                if (row!.Sequence == head?.Sequence && row.Hash != head.Hash) return AuditFaults.Head;
                (_good, _hash) = (row.Sequence, row.Hash);
            }

            if (rows.Count < Batch) return null;
        }
    }

    private string? Fault(AuditRow? row)
    {
        if (row is null) return AuditFaults.Unreadable;
        if (row.Sequence != _good + 1) return AuditFaults.Missing;
        if (row.PreviousHash != _hash || row.Hash != AuditHash.Of(_hash, row.Fields)) return AuditFaults.Changed;
        return _key is null || row.Seal != AuditHash.Seal(_key, row.Hash) ? AuditFaults.Forged : null;
    }

    private async Task<string?> EndFaultAsync(AuditHead? head, CancellationToken cancellationToken)
    {
        if (head is null) return _good == 0 ? null : AuditFaults.Head;
        if (!head.IsGenuine(_key)) return AuditFaults.Head;
        if (_good < head.Sequence) return AuditFaults.Missing;

        // Entries that came meanwhile moved the head with them; any others are nobody's.
        return _good > head.Sequence && (await HeadAsync(cancellationToken))!.Sequence < _good ? AuditFaults.Head : null;
    }

    /// <summary>A row beside ours is somebody else's doing, even if it changes nothing.</summary>
    private async Task<string?> SecondHeadAsync(CancellationToken cancellationToken) =>
        await database.Set<AuditHead>().AnyAsync(row => row.Id != AuditHead.OnlyId, cancellationToken) ? AuditFaults.Head : null;

    private async Task<List<AuditRow?>> ReadAsync(CancellationToken cancellationToken)
    {
        var connection = database.Database.GetDbConnection();
        if (connection.State != ConnectionState.Open) await database.Database.OpenConnectionAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = Query;
        var after = command.CreateParameter();
        (after.ParameterName, after.Value) = ("@after", _good);
        command.Parameters.Add(after);
        var rows = new List<AuditRow?>(Batch);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) rows.Add(AuditColumns.Read(reader));
        return rows;
    }
}
