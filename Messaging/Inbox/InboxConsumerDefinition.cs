using System.Data.Common;
using Csss.Messaging.Inbox;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Csss.Messaging;

/// <summary>
/// Base of every consumer's definition: a durable queue named <c>{service}-{consumer}</c>, the inbox, retries with growing
/// pauses, and then the queue's dead-letter queue (<c>{queue}_error</c>) with the reason in its headers.
/// </summary>
public abstract class InboxConsumerDefinition<TConsumer> : ConsumerDefinition<TConsumer>
    where TConsumer : class, IConsumer
{
    private const int OrderedAttempts = 4000;
    private static readonly TimeSpan OrderedPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan[] Twins = [TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1)];

    /// <summary>Pauses before each further attempt, in the same process. Empty: none.</summary>
    protected virtual IReadOnlyList<TimeSpan> RetryAfter { get; } =
        [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10)];

    /// <summary>How many messages a replica fetches ahead.</summary>
    protected virtual int PrefetchCount => 8;

    /// <summary>
    /// Whether messages are handled in the order in which the queue has them: one at a time, by one replica (the others stand by). A message that the
    /// database does not take holds up those behind it for as long as that lasts; only one that fails for a reason of its own is set aside.
    /// </summary>
    protected virtual bool IsOrdered => false;

    /// <inheritdoc />
    protected sealed override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<TConsumer> consumerConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.PrefetchCount = PrefetchCount;
        endpointConfigurator.PublishFaults = false;
        if (IsOrdered) KeepOrder(endpointConfigurator);
        endpointConfigurator.UseMessageRetry(retry =>
        {
            // Without attempts of its own, a message still gets those by which a repeat finds that its twin was faster.
            if (RetryAfter.Count == 0) retry.Handle<DbUpdateException>();
            if (IsOrdered) retry.Ignore<Exception>(IsTheDatabase);
            retry.Intervals(RetryAfter.Count == 0 ? Twins : [.. RetryAfter]);
        });
        endpointConfigurator.UseConsumeFilter(typeof(InboxFilter<>), context);
    }

    private static void KeepOrder(IReceiveEndpointConfigurator endpoint)
    {
        endpoint.PrefetchCount = 1;
        endpoint.ConcurrentMessageLimit = 1;
        if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit) rabbit.SingleActiveConsumer = true;
        // Longer than the half hour after which RabbitMQ takes a message back and delivers it anew, so in effect without end.
        endpoint.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(IsTheDatabase);
            retry.Interval(OrderedAttempts, OrderedPause);
        });
    }

    private static bool IsTheDatabase(Exception exception) => exception is DbException or DbUpdateException || exception.InnerException is DbException;
}
