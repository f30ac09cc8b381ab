using Csss.Contracts.Events;
using Csss.Messaging;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Csss.Inference.Results;

/// <summary>Keeps which report of a scan is the latest. A later version stays, in whatever order they come.</summary>
internal sealed class ReportGeneratedConsumer(InferenceDb database) : IConsumer<ReportGenerated>
{
    public Task Consume(ConsumeContext<ReportGenerated> context)
    {
        var report = context.Message;
        return database.Scans.Where(scan => scan.Id == report.ScanId && scan.ReportVersion < report.Version)
            .ExecuteUpdateAsync(scan => scan.SetProperty(row => row.ReportId, report.ReportId).SetProperty(row => row.ReportVersion, report.Version), context.CancellationToken);
    }
}

internal sealed class ReportGeneratedConsumerDefinition : InboxConsumerDefinition<ReportGeneratedConsumer>;
