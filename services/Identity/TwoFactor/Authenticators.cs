using Csss.Identity.Login;
using Csss.Storage.Encryption;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.TwoFactor;

/// <summary>Enrols, confirms, asks and removes authenticator apps.</summary>
internal sealed class Authenticators(IdentityDb database, RecoveryCodes recoveryCodes, SecurityEvents events, ISealer sealer, TimeProvider time)
{
    /// <summary>A secret that nobody has confirmed by then is forgotten.</summary>
    public static readonly TimeSpan ConfirmWithin = TimeSpan.FromMinutes(15);

    /// <summary>A new secret, which counts once it is confirmed; null when one is confirmed already.</summary>
    public async Task<string?> EnrollAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await database.Authenticators.AnyAsync(app => app.UserId == userId && app.ConfirmedAt != null, cancellationToken)) return null;

        var secret = TimeBasedCode.NewSecret();
        await database.Authenticators.Where(app => app.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        database.Add(new Authenticator
        {
            UserId = userId,
            SealedSecret = sealer.Seal(secret, Authenticator.ContextOf(userId)),
            EnrolledAt = time.GetUtcNow(),
        });
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return secret;
    }

    /// <summary>Whether there is a secret to confirm.</summary>
    public Task<bool> IsWaitingAsync(Guid userId, CancellationToken cancellationToken) => Waiting(userId).AnyAsync(cancellationToken);

    /// <summary>The recovery codes, this once; null when the code is not the enrolled secret's.</summary>
    public async Task<IReadOnlyList<string>?> ConfirmAsync(Guid userId, string role, string code, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var app = await Waiting(userId).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (app is null || TimeBasedCode.StepOf(code, Open(app), now) is not { } step) return null;

        var confirmed = await Waiting(userId).Where(row => row.SealedSecret == app.SealedSecret)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ConfirmedAt, now).SetProperty(row => row.LastStep, step), cancellationToken);
        if (confirmed == 0) return null;

        var codes = await recoveryCodes.ReplaceAsync(userId, cancellationToken);
        events.TwoFactorChanged(userId, role, "enroll");
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return codes;
    }

    /// <summary>A code of a step counts once, also for two who come with it at the same time.</summary>
    public async Task<bool> TryUseAsync(Guid userId, string code, CancellationToken cancellationToken)
    {
        var app = await database.Authenticators.AsNoTracking().SingleOrDefaultAsync(row => row.UserId == userId && row.ConfirmedAt != null, cancellationToken);
        if (app is null || TimeBasedCode.StepOf(code, Open(app), time.GetUtcNow()) is not { } step) return false;

        return await database.Authenticators.Where(row => row.UserId == userId && row.SealedSecret == app.SealedSecret && row.LastStep < step)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastStep, step), cancellationToken) == 1;
    }

    /// <summary>Also when there is none.</summary>
    public async Task RemoveAsync(Guid userId, string role, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await recoveryCodes.RemoveAsync(userId, cancellationToken);
        if (await database.Authenticators.Where(app => app.UserId == userId).ExecuteDeleteAsync(cancellationToken) > 0)
            events.TwoFactorChanged(userId, role, "remove");
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private IQueryable<Authenticator> Waiting(Guid userId)
    {
        var since = time.GetUtcNow() - ConfirmWithin;
        return database.Authenticators.Where(app => app.UserId == userId && app.ConfirmedAt == null && app.EnrolledAt > since);
    }

    private string Open(Authenticator app) => sealer.Open(app.SealedSecret, Authenticator.ContextOf(app.UserId));
}
