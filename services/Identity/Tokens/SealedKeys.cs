using Csss.Storage.Encryption;
using Csss.Storage.Rotation;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Tokens;

/// <summary>The stored keys, for the rotation of the master key: they stay the same keys, sealed anew. One that is destroyed meanwhile stays destroyed.</summary>
internal sealed class SealedKeys(IdentityDb database) : IMasterKeyUse
{
    public string Name => "signing and other keys";

    public async Task MoveAsync(IResealer resealer, RotationProgress progress, CancellationToken cancellationToken)
    {
        foreach (var row in await database.Keys.AsNoTracking().Where(key => key.Sealed != "").ToListAsync(cancellationToken))
            await progress.OneAsync(row.Id, async () =>
                resealer.Reseal(row.Sealed, StoredKey.ContextOf(row.Id)) is { } fresh
                && await database.Keys.Where(key => key.Id == row.Id && key.Sealed == row.Sealed).ExecuteUpdateAsync(set => set.SetProperty(key => key.Sealed, fresh), cancellationToken) == 1);
    }
}
