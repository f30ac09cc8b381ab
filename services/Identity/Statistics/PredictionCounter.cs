using Csss.Contracts.Events;
using Csss.Messaging;
using MassTransit;

namespace Csss.Identity.Statistics;

internal sealed class PredictionCounter(Counting counting) : IConsumer<PredictionCompleted>
{
    public Task Consume(ConsumeContext<PredictionCompleted> context) =>
        counting.AddAsync(Counted.Predictions, context.Message.CompletedAt, context.Message.Label ?? Counted.Abstained, context.CancellationToken);
}

internal sealed class PredictionCounterDefinition : InboxConsumerDefinition<PredictionCounter>;
