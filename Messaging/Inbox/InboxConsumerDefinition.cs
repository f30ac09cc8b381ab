using Csss.Messaging.Inbox;
using MassTransit;

namespace Csss.Messaging;

/// <summary>
/// Base of every consumer's definition: a durable queue named <c>{service}-{consumer}</c>, the inbox, retries with growing
/// pauses, and then the queue's dead-letter queue (<c>{queue}_error</c>) with the reason in its headers.
/// </summary>
public abstract class InboxConsumerDefinition<TConsumer> : ConsumerDefinition<TConsumer>
    where TConsumer : class, IConsumer
{
    /// <summary>Pauses before each further attempt, in the same process. Empty: none.</summary>
    protected virtual IReadOnlyList<TimeSpan> RetryAfter { get; } =
        [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10)];

    /// <summary>How many messages a replica fetches ahead.</summary>
    protected virtual int PrefetchCount => 8;

    /// <inheritdoc />
    protected sealed override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<TConsumer> consumerConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.PrefetchCount = PrefetchCount;
        endpointConfigurator.PublishFaults = false;
        if (RetryAfter.Count > 0) endpointConfigurator.UseMessageRetry(retry => retry.Intervals([.. RetryAfter]));
        endpointConfigurator.UseConsumeFilter(typeof(InboxFilter<>), context);
    }
}
