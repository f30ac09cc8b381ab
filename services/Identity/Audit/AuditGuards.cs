using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Csss.Identity.Audit;

/// <summary>
/// Triggers that refuse to change, remove or insert anywhere but at the end. They stop mistakes and careless hands; whoever owns the database can drop them, and is
/// found by the chain. Set at each start, so that a copy restored without them has them again.
/// </summary>
internal sealed class AuditGuards(IServiceScopeFactory scopes) : IHostedService
{
    private const string Table = AuditEntryConfiguration.Table;
    private const string Refuse = "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END";

    private static readonly IReadOnlyList<string> OnSqlite =
    [
        $"CREATE TRIGGER IF NOT EXISTS audit_no_update BEFORE UPDATE ON {Table} {Refuse}",
        $"CREATE TRIGGER IF NOT EXISTS audit_no_delete BEFORE DELETE ON {Table} {Refuse}",

        // Also against INSERT OR REPLACE, which removes a row without a word to the trigger above.
        $"CREATE TRIGGER IF NOT EXISTS audit_at_the_end BEFORE INSERT ON {Table} WHEN NEW.\"Sequence\" <= (SELECT max(\"Sequence\") FROM {Table}) {Refuse}",
    ];

    private static readonly IReadOnlyList<string> OnPostgres =
    [
        $"""
        CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'INSERT' THEN
                IF NEW."Sequence" > COALESCE((SELECT max("Sequence") FROM {Table}), 0) THEN RETURN NEW; END IF;
            END IF;
            RAISE EXCEPTION 'the audit trail is append-only';
        END $$
        """,
        $"CREATE OR REPLACE TRIGGER audit_append_only BEFORE INSERT OR UPDATE OR DELETE ON {Table} FOR EACH ROW EXECUTE FUNCTION audit_append_only()",
        $"CREATE OR REPLACE TRIGGER audit_no_truncate BEFORE TRUNCATE ON {Table} FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()",
    ];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await SetAsync(scope.ServiceProvider.GetRequiredService<IdentityDb>().Database, cancellationToken);
    }

    public static async Task SetAsync(DatabaseFacade database, CancellationToken cancellationToken)
    {
        foreach (var statement in database.IsNpgsql() ? OnPostgres : OnSqlite) await database.ExecuteSqlRawAsync(statement, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
