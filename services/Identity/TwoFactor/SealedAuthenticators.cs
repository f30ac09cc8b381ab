using System.Globalization;
using Csss.Storage.Encryption;
using Csss.Storage.Rotation;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.TwoFactor;

/// <summary>The secrets of authenticator apps, for the rotation of the master key.</summary>
internal sealed class SealedAuthenticators(IdentityDb database) : IMasterKeyUse
{
    public string Name => "secrets of authenticators";

    public async Task MoveAsync(IResealer resealer, RotationProgress progress, CancellationToken cancellationToken)
    {
        foreach (var app in await database.Set<Authenticator>().AsNoTracking().ToListAsync(cancellationToken))
            await progress.OneAsync(app.UserId.ToString("D", CultureInfo.InvariantCulture), async () =>
                resealer.Reseal(app.SealedSecret, Authenticator.ContextOf(app.UserId)) is { } fresh
                && await database.Set<Authenticator>().Where(row => row.UserId == app.UserId && row.SealedSecret == app.SealedSecret)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.SealedSecret, fresh), cancellationToken) == 1);
    }
}
