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
    private static readonly TimeSpan[] Twins = [TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1)];

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
        endpointConfigurator.UseMessageRetry(retry =>
        {
            // Without attempts of its own, a message still gets those by which a repeat finds that its twin was faster.
            if (RetryAfter.Count == 0) retry.Handle<DbUpdateException>();
            retry.Intervals(RetryAfter.Count == 0 ? Twins : [.. RetryAfter]);
        });
        endpointConfigurator.UseConsumeFilter(typeof(InboxFilter<>), context);
    }
}
