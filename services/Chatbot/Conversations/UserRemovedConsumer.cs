using Csss.Contracts.Events;
using Csss.Messaging;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Csss.Chatbot.Conversations;

/// <summary>Erases what an erased person said.</summary>
internal sealed class UserRemovedConsumer(ChatbotDb database) : IConsumer<UserRemoved>
{
    public async Task Consume(ConsumeContext<UserRemoved> context)
    {
        database.RemoveRange(await database.Conversations.Where(conversation => conversation.UserId == context.Message.UserId).ToListAsync(context.CancellationToken));
        await database.SaveChangesAsync(context.CancellationToken);
    }
}

internal sealed class UserRemovedConsumerDefinition : InboxConsumerDefinition<UserRemovedConsumer>;
