using Csss.Contracts.Events;
using Csss.Messaging;
using MassTransit;

namespace Csss.Reports.History;

internal sealed class ScanRejectedConsumer(ReportsDb database) : IConsumer<ScanRejected>
{
    public async Task Consume(ConsumeContext<ScanRejected> context)
    {
        var scan = await database.ScanAsync(context.Message.ScanId, context.Message.PatientId, context.CancellationToken);
        scan.Reach(HistoryStatus.Rejected);
        await database.SaveChangesAsync(context.CancellationToken);
    }
}

internal sealed class ScanRejectedConsumerDefinition : InboxConsumerDefinition<ScanRejectedConsumer>;
