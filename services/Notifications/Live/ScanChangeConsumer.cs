using Csss.Contracts.Events;
using Csss.Messaging;
using MassTransit;

namespace Csss.Notifications.Live;

/// <summary>All that changes a scan, on one queue.</summary>
internal sealed class ScanChangeConsumer(ScanChangeRecording changes)
    : IConsumer<ScanUploaded>, IConsumer<ScanRejected>, IConsumer<PredictionCompleted>, IConsumer<PredictionFailed>
{
    public Task Consume(ConsumeContext<ScanUploaded> context) =>
        changes.RecordAsync(context.Message.ScanId, context.Message.PatientId, context.Message.UploadedBy, ScanState.Queued, context.CancellationToken);

    public Task Consume(ConsumeContext<ScanRejected> context) =>
        changes.RecordAsync(context.Message.ScanId, context.Message.PatientId, context.Message.UploadedBy, ScanState.Rejected, context.CancellationToken);

    public Task Consume(ConsumeContext<PredictionCompleted> context) =>
        changes.RecordAsync(context.Message.ScanId, context.Message.PatientId, context.Message.UploadedBy, ScanState.Completed, context.CancellationToken);

    public Task Consume(ConsumeContext<PredictionFailed> context) =>
        changes.RecordAsync(context.Message.ScanId, context.Message.PatientId, context.Message.UploadedBy, ScanState.Failed, context.CancellationToken);
}

internal sealed class ScanChangeConsumerDefinition : InboxConsumerDefinition<ScanChangeConsumer>;
