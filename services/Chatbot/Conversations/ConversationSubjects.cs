using Csss.Contracts;
using Csss.Messaging.Auditing;
using Microsoft.EntityFrameworkCore;

namespace Csss.Chatbot.Conversations;

/// <summary>Whose conversation it is, also for a stranger who may not see it.</summary>
internal sealed class ConversationSubjects(ChatbotDb database) : IAuditSubjects
{
    public Task<Guid?> PatientOfAsync(string kind, Guid id, CancellationToken cancellationToken) =>
        database.Conversations.Where(conversation => conversation.Id == id && conversation.Role == Roles.Patient).Select(conversation => (Guid?)conversation.UserId).SingleOrDefaultAsync(cancellationToken);
}
