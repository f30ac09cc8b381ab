using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Csss.Messaging.Inbox;

/// <summary>
/// Around each consumer: a message already handled is acknowledged and dropped; otherwise the message id is added to the
/// consumer's own context, so that it is saved in the same transaction as the consumer's first <c>SaveChanges</c>. A consumer saves
/// once; what it has not saved is saved for it.
/// </summary>
internal sealed class InboxFilter<T>(InboxContext inbox, TimeProvider time) : IFilter<ConsumeContext<T>>
    where T : class
{
    public async Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next)
    {
        var messageId = context.MessageId ?? throw new InvalidOperationException("A message without an id cannot be told from its repeats.");
        var consumer = context.ReceiveContext.InputAddress.Segments[^1];
        var handled = inbox.Database.Set<InboxMessage>();
        if (await handled.AnyAsync(row => row.MessageId == messageId && row.Consumer == consumer, context.CancellationToken)) return;

        handled.Add(new InboxMessage { MessageId = messageId, Consumer = consumer, ReceivedAt = time.GetUtcNow() });
        await next.Send(context);
        if (inbox.Database.ChangeTracker.HasChanges()) await inbox.Database.SaveChangesAsync(context.CancellationToken);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("inbox");
}
