using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Csss.Storage.Databases;

/// <summary>
/// On PostgreSQL one transaction of a service writes at a time, over all its replicas, as on SQLite: each begins with a lock that ends with it. So what it reads
/// stays true until it commits, rows become visible in the order of their numbers, and no two can wait for each other. Reading outside a transaction waits for
/// nobody. See docs/adr/0040.
/// </summary>
internal sealed class OneWriter : DbCommandInterceptor, IDbTransactionInterceptor, ISaveChangesInterceptor
{
    public const string Lock = "SELECT pg_advisory_xact_lock(4851312839555547137)"; // "CSSS" and 1, of this database alone

    public static readonly OneWriter Instance = new();

    /// <summary>
    /// Whatever isolation was asked for: a stricter one would keep the picture of before the lock, and with one writer the plain one is as strict.
    /// </summary>
    public async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        try
        {
            await using var command = Command(connection, transaction);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }

        return InterceptionResult<DbTransaction>.SuppressWithResult(transaction);
    }

    public InterceptionResult<DbTransaction> TransactionStarting(DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
    {
        var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
        try
        {
            using var command = Command(connection, transaction);
            command.ExecuteNonQuery();
        }
        catch
        {
            transaction.Dispose();
            throw;
        }

        return InterceptionResult<DbTransaction>.SuppressWithResult(transaction);
    }

    /// <summary>Saving a single row would otherwise do without a transaction.</summary>
    public InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        eventData.Context!.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
        return result;
    }

    public ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(SavingChanges(eventData, result));

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        LockFirst(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(NonQueryExecuting(command, eventData, result));

    /// <summary>A statement on its own is a transaction of its own, and so are two that are sent together.</summary>
    private static void LockFirst(DbCommand command, CommandEventData eventData)
    {
        if (command.Transaction is null && eventData.CommandSource is CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete or CommandSource.ExecuteSqlRaw)
            command.CommandText = $"{Lock};\n{command.CommandText}";
    }

    private static DbCommand Command(DbConnection connection, DbTransaction transaction)
    {
        var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, Lock);
        return command;
    }
}
