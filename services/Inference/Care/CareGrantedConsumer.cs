using Csss.Contracts.Events;
using Csss.Messaging;
using MassTransit;

namespace Csss.Inference.Care;

/// <summary>Break-glass at Identity: the doctor sees the patient's scans until it ends.</summary>
internal sealed class CareGrantedConsumer(InferenceDb database) : IConsumer<CareGranted>
{
    public async Task Consume(ConsumeContext<CareGranted> context)
    {
        var granted = context.Message;
        await database.GrantCareAsync(granted.DoctorId, granted.PatientId, granted.Until, context.CancellationToken);
        await database.SaveChangesAsync(context.CancellationToken);
    }
}

internal sealed class CareGrantedConsumerDefinition : InboxConsumerDefinition<CareGrantedConsumer>;
