using Csss.Storage.Encryption;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Tokens;

/// <summary>Makes the keys at the first start and loads them at each; registered after the migrations, and before all else.</summary>
internal sealed class KeyLoading(IServiceScopeFactory scopes, KeyRing ring, ISealer sealer, TimeProvider time) : IHostedLifecycleService
{
    private static readonly string[] Needed = [KeyPurpose.Signing, KeyPurpose.Encryption, KeyPurpose.Hashing];

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = await ReadOrMakeAsync(scope.ServiceProvider.GetRequiredService<IdentityDb>(), cancellationToken);
        var newest = rows.OrderByDescending(row => row.CreatedAt).ToLookup(row => row.Purpose, StringComparer.Ordinal);
        ring.Load(
            [.. newest[KeyPurpose.Signing].Select(row => KeyMaterial.SigningKey(row, sealer))],
            KeyMaterial.Open(newest[KeyPurpose.Encryption].First(), sealer),
            KeyMaterial.Open(newest[KeyPurpose.Hashing].First(), sealer));
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>In one writing transaction: two replicas that start together end with the same keys.</summary>
    private async Task<List<StoredKey>> ReadOrMakeAsync(IdentityDb database, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var rows = await database.Keys.Where(key => key.RetiredAt == null).ToListAsync(cancellationToken);
        foreach (var purpose in Needed.Where(purpose => rows.All(row => row.Purpose != purpose)).ToList())
        {
            var made = KeyMaterial.New(purpose, sealer, time.GetUtcNow());
            database.Add(made);
            rows.Add(made);
        }

        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return rows;
    }
}
