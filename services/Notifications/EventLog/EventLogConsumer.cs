using System.Diagnostics;
using Csss.Contracts.Events;
using Csss.Messaging;
using MassTransit;

namespace Csss.Notifications.EventLog;

/// <summary>All events that systems outside are told of come through this one queue, one after the other, and are written down.</summary>
internal sealed class EventLogConsumer(PublicEventMaker make, EventLogWriter log) :
    IConsumer<ScanUploaded>, IConsumer<ScanRejected>, IConsumer<PredictionCompleted>, IConsumer<PredictionFailed>,
    IConsumer<ReportGenerated>, IConsumer<ReportEmailed>, IConsumer<ReportDeliveryFailed>
{
    public Task Consume(ConsumeContext<ScanUploaded> context) => WriteAsync(context, make.Make);

    public Task Consume(ConsumeContext<ScanRejected> context) => WriteAsync(context, make.Make);

    public Task Consume(ConsumeContext<PredictionCompleted> context) => WriteAsync(context, make.Make);

    public Task Consume(ConsumeContext<PredictionFailed> context) => WriteAsync(context, make.Make);

    public Task Consume(ConsumeContext<ReportGenerated> context) => WriteAsync(context, make.Make);

    public Task Consume(ConsumeContext<ReportEmailed> context) => WriteAsync(context, make.Make);

    public Task Consume(ConsumeContext<ReportDeliveryFailed> context) => WriteAsync(context, make.Make);

    private Task WriteAsync<T>(ConsumeContext<T> context, Func<Guid, T, PublicEvent> make)
        where T : class =>
        log.WriteAsync(make(context.MessageId!.Value, context.Message) with { TraceParent = Activity.Current?.Id }, context.CancellationToken);
}

internal sealed class EventLogConsumerDefinition : InboxConsumerDefinition<EventLogConsumer>
{
    protected override bool IsOrdered => true;
}
