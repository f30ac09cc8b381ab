using Csss.Contracts.Events;
using Csss.Messaging;
using MassTransit;

namespace Csss.Identity.Patients;

/// <summary>Keeps who is in whose care, and when a patient was last scanned.</summary>
internal sealed class ScanUploadedConsumer(IdentityDb database) : IConsumer<ScanUploaded>
{
    public async Task Consume(ConsumeContext<ScanUploaded> context)
    {
        var scan = context.Message;
        var care = await database.Care.FindAsync([scan.UploadedBy, scan.PatientId], context.CancellationToken);
        if (care is null) database.Add(new Care { DoctorId = scan.UploadedBy, PatientId = scan.PatientId, LastScanAt = scan.UploadedAt });
        else if (care.LastScanAt < scan.UploadedAt) care.LastScanAt = scan.UploadedAt;
        await database.SaveChangesAsync(context.CancellationToken);
    }
}

internal sealed class ScanUploadedConsumerDefinition : InboxConsumerDefinition<ScanUploadedConsumer>;
