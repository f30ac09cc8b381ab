using System.Globalization;
using Csss.Storage.Encryption;
using Csss.Storage.Rotation;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.BreakGlass;

/// <summary>The reasons of emergency access, for the rotation of the master key.</summary>
internal sealed class SealedReasons(IdentityDb database) : IMasterKeyUse
{
    public string Name => "reasons of emergency access";

    public async Task MoveAsync(IResealer resealer, RotationProgress progress, CancellationToken cancellationToken)
    {
        foreach (var access in await database.Set<EmergencyAccess>().AsNoTracking().ToListAsync(cancellationToken))
            await progress.OneAsync(access.Id.ToString("D", CultureInfo.InvariantCulture), async () =>
                resealer.Reseal(access.SealedReason, EmergencyAccess.ReferenceTo(access.Id)) is { } fresh
                && await database.Set<EmergencyAccess>().Where(row => row.Id == access.Id)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.SealedReason, fresh), cancellationToken) == 1);
    }
}
