using System.Globalization;
using Csss.Storage.Encryption;
using Csss.Storage.Rotation;
using Microsoft.EntityFrameworkCore;

namespace Csss.Chatbot.Conversations;

/// <summary>What was said, for the rotation of the master key.</summary>
internal sealed class SealedTurns(ChatbotDb database) : IMasterKeyUse
{
    private const int AtOnce = 500;

    public string Name => "conversation turns";

    public async Task MoveAsync(IResealer resealer, RotationProgress progress, CancellationToken cancellationToken)
    {
        for (long after = 0; ;)
        {
            var rows = await database.Turns.AsNoTracking().Where(turn => turn.Sequence > after).OrderBy(turn => turn.Sequence).Take(AtOnce).ToListAsync(cancellationToken);
            if (rows.Count == 0) return;

            foreach (var row in rows)
                await progress.OneAsync(row.Id.ToString("D", CultureInfo.InvariantCulture), async () =>
                    resealer.Reseal(row.SealedText, ConversationStore.Context(row.ConversationId, row.Id)) is { } fresh
                    && await database.Turns.Where(turn => turn.Sequence == row.Sequence)
                        .ExecuteUpdateAsync(set => set.SetProperty(turn => turn.SealedText, fresh), cancellationToken) == 1);
            after = rows[^1].Sequence;
        }
    }
}
