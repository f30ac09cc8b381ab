using Csss.Identity.Login;
using Csss.Storage.Encryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Identity.Tokens;

/// <summary>
/// The stored keys and what happens to them. Each change is one writing transaction: replicas and an operator who act at the same
/// moment end with the same keys.
/// </summary>
internal sealed class KeyStore(IdentityDb database, ISealer sealer, SecurityEvents events, IOptions<KeyOptions> options, TimeProvider time)
{
    private static readonly string[] Needed = [KeyPurpose.Signing, KeyPurpose.Encryption, KeyPurpose.Hashing];

    /// <summary>What is in use; makes what is missing.</summary>
    public async Task<IReadOnlyList<StoredKey>> ReadOrMakeAsync(CancellationToken cancellationToken)
    {
        var rows = await InUse().ToListAsync(cancellationToken);
        if (Missing(rows).Count == 0) return rows;

        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        rows = await InUse().ToListAsync(cancellationToken);
        foreach (var purpose in Missing(rows))
        {
            var made = KeyMaterial.New(purpose, sealer, time.GetUtcNow());
            database.Add(made);
            rows.Add(made);
        }

        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return rows;
    }

    /// <summary>Newest first, destroyed ones included.</summary>
    public async Task<IReadOnlyList<StoredKey>> HistoryAsync(CancellationToken cancellationToken) =>
        [.. (await database.Keys.AsNoTracking().Where(key => key.Purpose == KeyPurpose.Signing).ToListAsync(cancellationToken)).OrderByDescending(key => key.Begin)];

    /// <summary>What age alone asks for: the next key when it is due, and the end of those that are over.</summary>
    public Task AgeAsync(CancellationToken cancellationToken) => ChangeAsync(
        schedule =>
        {
            foreach (var key in schedule.Over) Destroy(key, "destroyed", SecurityEvents.System);
            if (schedule.NextIsDue) Add(options.Value.AnnounceFor, "made", SecurityEvents.System);
        },
        cancellationToken);

    /// <summary>The next key now, whatever the age; nothing when one is announced already.</summary>
    public Task RotateAsync(CancellationToken cancellationToken) => ChangeAsync(
        schedule =>
        {
            if (schedule.Published.All(key => key.Begin <= time.GetUtcNow())) Add(options.Value.AnnounceFor, "made", SecurityEvents.Operator);
        },
        cancellationToken);

    /// <summary>For a key that has leaked: a new one signs at once, and all others are destroyed. Whoever holds a token renews it.</summary>
    public Task ReplaceAsync(CancellationToken cancellationToken) => ChangeAsync(
        schedule =>
        {
            foreach (var key in schedule.Published) Destroy(key, "destroyed", SecurityEvents.Operator);
            Add(TimeSpan.Zero, "made", SecurityEvents.Operator);
        },
        cancellationToken);

    private static List<string> Missing(List<StoredKey> rows) => [.. Needed.Where(purpose => rows.All(row => row.Purpose != purpose))];

    private async Task ChangeAsync(Action<KeySchedule> change, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var signing = await InUse().Where(key => key.Purpose == KeyPurpose.Signing).ToListAsync(cancellationToken);
        if (signing.Count > 0) change(new KeySchedule(signing, options.Value, time.GetUtcNow()));
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private void Add(TimeSpan announcedFor, string how, string role)
    {
        var key = KeyMaterial.New(KeyPurpose.Signing, sealer, time.GetUtcNow(), announcedFor);
        database.Add(key);
        events.SigningKeyChanged(key.Id, how, role);
    }

    private void Destroy(StoredKey key, string how, string role)
    {
        key.Destroy(time.GetUtcNow());
        events.SigningKeyChanged(key.Id, how, role);
    }

    private IQueryable<StoredKey> InUse() => database.Keys.Where(key => key.RetiredAt == null);
}
