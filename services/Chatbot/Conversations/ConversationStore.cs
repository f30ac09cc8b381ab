using System.Text.Json;
using Csss.Chatbot.Answers;
using Csss.Contracts;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults;
using Csss.Storage.Encryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Chatbot.Conversations;

/// <summary>Keeps and finds conversations: each is its owner's alone, until it expires.</summary>
internal sealed class ConversationStore(ChatbotDb database, ISealer sealer, AccessAudit audit, TimeProvider time, IOptions<ConversationOptions> options)
{
    /// <summary>The person's own conversation; null for another's, an expired one, and one that never was.</summary>
    public Task<Conversation?> FindAsync(Guid id, Guid userId, CancellationToken cancellationToken)
    {
        var oldest = time.GetUtcNow() - options.Value.KeepFor;
        return database.Conversations.SingleOrDefaultAsync(conversation => conversation.Id == id && conversation.UserId == userId && conversation.LastAt > oldest, cancellationToken);
    }

    /// <summary>The last thing said; null at the beginning.</summary>
    public async Task<Said?> LastAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        var turn = await database.Turns.AsNoTracking().Where(turn => turn.ConversationId == conversation.Id).OrderByDescending(turn => turn.Sequence).FirstOrDefaultAsync(cancellationToken);
        return turn is null ? null : Open(turn);
    }

    /// <summary>All that was said, the oldest first.</summary>
    public async Task<IReadOnlyList<(Turn Turn, Said Said)>> AllAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        var turns = await database.Turns.AsNoTracking().Where(turn => turn.ConversationId == conversation.Id).OrderBy(turn => turn.Sequence).ToListAsync(cancellationToken);
        return [.. turns.Select(turn => (turn, Open(turn)))];
    }

    /// <summary>Adds to the conversation, or begins one, and leaves the request's entry in the audit trail with it.</summary>
    /// <exception cref="DbUpdateException">The conversation was deleted meanwhile.</exception>
    public async Task<Guid> AddAsync(Conversation? conversation, Asker asker, Said said, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (conversation is null)
        {
            conversation = new Conversation { Id = Ids.New(), UserId = asker.UserId, Role = asker.Role, BegunAt = now, LastAt = now };
            database.Add(conversation);
        }

        conversation.LastAt = now;
        var turn = Ids.New();
        database.Add(new Turn { Id = turn, ConversationId = conversation.Id, At = now, SealedText = sealer.Seal(JsonSerializer.Serialize(said, ApiJson.Options), Context(conversation.Id, turn)) });
        audit.Record(database, asker.PatientId, conversation.Id);
        await database.SaveChangesAsync(cancellationToken);
        return conversation.Id;
    }

    public async Task DeleteAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        database.Remove(conversation);
        audit.Record(database, conversation.Role == Roles.Patient ? conversation.UserId : null);
        await database.SaveChangesAsync(cancellationToken);
    }

    public static string Context(Guid conversation, Guid turn) => $"conversations/{conversation}/turns/{turn}";

    private Said Open(Turn turn) => JsonSerializer.Deserialize<Said>(sealer.Open(turn.SealedText, Context(turn.ConversationId, turn.Id)), ApiJson.Options)!;
}
