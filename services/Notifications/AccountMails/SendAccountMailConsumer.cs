using System.Diagnostics;
using Csss.Contracts.Commands;
using Csss.Messaging;
using Csss.Notifications.Deliveries;
using MassTransit;

namespace Csss.Notifications.AccountMails;

/// <summary>Records that an account mail is to be sent; one that comes late is dropped, secret and all.</summary>
internal sealed class SendAccountMailConsumer(NotificationsDb database, DeliverySignal signal, TimeProvider time) : IConsumer<SendAccountMail>
{
    public async Task Consume(ConsumeContext<SendAccountMail> context)
    {
        var now = time.GetUtcNow();
        var expires = ExpiresAt(context, now);
        if (expires <= now) return;

        database.Deliveries.Add(new AccountDelivery
        {
            Id = context.MessageId!.Value,
            RecipientId = context.Message.UserId,
            Template = context.Message.Template,
            SealedSecret = context.Message.Secret,
            CreatedAt = now,
            ExpiresAt = expires,
            TraceParent = Activity.Current?.Id,
        });
        await database.SaveChangesAsync(context.CancellationToken);
        signal.Raise();
    }

    /// <summary>The message's own end, and never later than mails of its kind are worth anything.</summary>
    private static DateTimeOffset ExpiresAt(ConsumeContext<SendAccountMail> context, DateTimeOffset now)
    {
        var latest = Utc(context.SentTime, now) + AccountDelivery.LifetimeOf(context.Message.Template);
        var own = Utc(context.ExpirationTime, latest);
        return own < latest ? own : latest;
    }

    private static DateTimeOffset Utc(DateTime? time, DateTimeOffset otherwise) =>
        time is { } known ? new DateTimeOffset(DateTime.SpecifyKind(known, DateTimeKind.Utc)) : otherwise;
}

internal sealed class SendAccountMailConsumerDefinition : InboxConsumerDefinition<SendAccountMailConsumer>;
