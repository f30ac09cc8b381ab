using Csss.Contracts.Events;
using Csss.Messaging;
using MassTransit;

namespace Csss.Reports.History;

internal sealed class PredictionCompletedConsumer(ReportsDb database) : IConsumer<PredictionCompleted>
{
    public async Task Consume(ConsumeContext<PredictionCompleted> context)
    {
        var scan = await database.ScanAsync(context.Message.ScanId, context.Message.PatientId, context.CancellationToken);
        scan.Reach(HistoryStatus.Completed);
        await database.SaveChangesAsync(context.CancellationToken);
    }
}

internal sealed class PredictionCompletedConsumerDefinition : InboxConsumerDefinition<PredictionCompletedConsumer>;
