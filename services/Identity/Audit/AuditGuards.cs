using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Audit;

/// <summary>
/// Triggers that refuse to change, remove or insert anywhere but at the end. They stop mistakes and careless hands; whoever owns the file can drop them, and is
/// found by the chain. Set at each start, so that a copy restored without them has them again.
/// </summary>
internal sealed class AuditGuards(IServiceScopeFactory scopes) : IHostedService
{
    private const string Table = AuditEntryConfiguration.Table;
    private const string Refuse = "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END";

    public static readonly IReadOnlyList<string> Statements =
    [
        $"CREATE TRIGGER IF NOT EXISTS audit_no_update BEFORE UPDATE ON {Table} {Refuse}",
        $"CREATE TRIGGER IF NOT EXISTS audit_no_delete BEFORE DELETE ON {Table} {Refuse}",

        // Also against INSERT OR REPLACE, which removes a row without a word to the trigger above.
        $"CREATE TRIGGER IF NOT EXISTS audit_at_the_end BEFORE INSERT ON {Table} WHEN NEW.\"Sequence\" <= (SELECT max(\"Sequence\") FROM {Table}) {Refuse}",
    ];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<IdentityDb>().Database;
        foreach (var statement in Statements) await database.ExecuteSqlRawAsync(statement, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
