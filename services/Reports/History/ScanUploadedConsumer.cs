using Csss.Contracts.Events;
using Csss.Messaging;
using Csss.Reports.Care;
using MassTransit;

namespace Csss.Reports.History;

/// <summary>A scan enters its patient's history, and its uploader is in care from then on.</summary>
internal sealed class ScanUploadedConsumer(ReportsDb database) : IConsumer<ScanUploaded>
{
    public async Task Consume(ConsumeContext<ScanUploaded> context)
    {
        var upload = context.Message;
        var scan = await database.ScanAsync(upload.ScanId, upload.PatientId, context.CancellationToken);
        scan.Uploaded(upload.Modality, upload.UploadedAt);
        await database.GrantCareAsync(upload.UploadedBy, upload.PatientId, until: null, context.CancellationToken);
        await database.SaveChangesAsync(context.CancellationToken);
    }
}

internal sealed class ScanUploadedConsumerDefinition : InboxConsumerDefinition<ScanUploadedConsumer>;
