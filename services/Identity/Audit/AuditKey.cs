using Csss.Identity.Tokens;
using Csss.Storage.Encryption;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Audit;

/// <summary>The key that seals the chain. It lies in the table of keys, sealed with the master key, which the database does not hold.</summary>
internal sealed class AuditKey(IServiceScopeFactory scopes, ISealer sealer, TimeProvider time)
{
    public const string Purpose = "audit";

    private byte[]? _key;

    /// <summary>Made at the first entry.</summary>
    public async Task<byte[]> GetAsync(CancellationToken cancellationToken)
    {
        if (_key is { } known) return known;

        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(database, cancellationToken) is { } found) return found;

        var made = KeyMaterial.New(Purpose, sealer, time.GetUtcNow());
        database.Add(made);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return _key = KeyMaterial.Open(made, sealer);
    }

    /// <summary>Null when there is none.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">There is one, but it was changed or sealed with another master key.</exception>
    public async Task<byte[]?> FindAsync(IdentityDb database, CancellationToken cancellationToken)
    {
        if (_key is { } known) return known;

        var row = await database.Keys.AsNoTracking().Where(key => key.Purpose == Purpose).OrderBy(key => key.CreatedAt).FirstOrDefaultAsync(cancellationToken);
        return row is null ? null : _key = KeyMaterial.Open(row, sealer);
    }
}
