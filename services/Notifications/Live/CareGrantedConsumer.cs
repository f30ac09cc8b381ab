using Csss.Contracts.Events;
using Csss.Messaging;
using MassTransit;

namespace Csss.Notifications.Live;

internal sealed class CareGrantedConsumer(NotificationsDb database) : IConsumer<CareGranted>
{
    public async Task Consume(ConsumeContext<CareGranted> context)
    {
        var granted = context.Message;
        await database.GrantCareAsync(granted.DoctorId, granted.PatientId, granted.Until, context.CancellationToken);
        await database.SaveChangesAsync(context.CancellationToken);
    }
}

internal sealed class CareGrantedConsumerDefinition : InboxConsumerDefinition<CareGrantedConsumer>;
