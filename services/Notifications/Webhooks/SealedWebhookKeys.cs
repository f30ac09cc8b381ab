using System.Globalization;
using Csss.Storage.Encryption;
using Csss.Storage.Rotation;
using Microsoft.EntityFrameworkCore;

namespace Csss.Notifications.Webhooks;

/// <summary>The keys that webhooks are signed with, for the rotation of the master key.</summary>
internal sealed class SealedWebhookKeys(NotificationsDb database) : IMasterKeyUse
{
    public string Name => "keys of webhooks";

    public async Task MoveAsync(IResealer resealer, RotationProgress progress, CancellationToken cancellationToken)
    {
        foreach (var webhook in await database.Webhooks.AsNoTracking().ToListAsync(cancellationToken))
            await progress.OneAsync(webhook.Id.ToString("D", CultureInfo.InvariantCulture), async () =>
                await MoveKeyAsync(webhook, resealer, cancellationToken) | await MovePreviousKeyAsync(webhook, resealer, cancellationToken));
    }

    /// <summary>Not over one that was rotated meanwhile.</summary>
    private async Task<bool> MoveKeyAsync(Webhook webhook, IResealer resealer, CancellationToken cancellationToken) =>
        resealer.Reseal(webhook.SealedKey, Webhook.ContextOf(webhook.Id)) is { } fresh
        && await database.Webhooks.Where(row => row.Sequence == webhook.Sequence && row.SealedKey == webhook.SealedKey)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.SealedKey, fresh), cancellationToken) == 1;

    private async Task<bool> MovePreviousKeyAsync(Webhook webhook, IResealer resealer, CancellationToken cancellationToken) =>
        webhook.SealedPreviousKey is { } previous && resealer.Reseal(previous, Webhook.ContextOf(webhook.Id)) is { } fresh
        && await database.Webhooks.Where(row => row.Sequence == webhook.Sequence && row.SealedPreviousKey == previous)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.SealedPreviousKey, fresh), cancellationToken) == 1;
}
