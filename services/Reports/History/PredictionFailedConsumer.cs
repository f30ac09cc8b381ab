using Csss.Contracts.Events;
using Csss.Messaging;
using MassTransit;

namespace Csss.Reports.History;

internal sealed class PredictionFailedConsumer(ReportsDb database) : IConsumer<PredictionFailed>
{
    public async Task Consume(ConsumeContext<PredictionFailed> context)
    {
        var scan = await database.ScanAsync(context.Message.ScanId, context.Message.PatientId, context.CancellationToken);
        scan.Reach(HistoryStatus.Failed);
        await database.SaveChangesAsync(context.CancellationToken);
    }
}

internal sealed class PredictionFailedConsumerDefinition : InboxConsumerDefinition<PredictionFailedConsumer>;
