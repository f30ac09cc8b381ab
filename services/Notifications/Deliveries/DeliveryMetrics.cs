using System.Diagnostics.Metrics;
using Csss.ServiceDefaults.Telemetry;

namespace Csss.Notifications.Deliveries;

/// <summary>
/// <c>csss.deliveries.ended</c> (by kind and outcome), <c>csss.deliveries.put_off</c> (by code) and <c>csss.deliveries.pending</c>. A mail server that
/// is away shows here and in the log, not in <c>/health</c>: deliveries wait in the database, and no other replica would fare better.
/// </summary>
internal sealed class DeliveryMetrics
{
    private readonly Counter<long> _ended = CsssActivities.Meter.CreateCounter<long>("csss.deliveries.ended");
    private readonly Counter<long> _putOff = CsssActivities.Meter.CreateCounter<long>("csss.deliveries.put_off");
    private long _pending;

    public DeliveryMetrics() =>
        CsssActivities.Meter.CreateObservableGauge("csss.deliveries.pending", () => Volatile.Read(ref _pending), description: "Deliveries not yet sent.");

    public void Pending(long count) => Volatile.Write(ref _pending, count);

    public void Ended(Delivery delivery) =>
        _ended.Add(1, new("kind", Kind(delivery)), new("outcome", delivery.State.ToString()), new("code", delivery.Code ?? "none"));

    public void PutOff(Delivery delivery, string code) => _putOff.Add(1, new("kind", Kind(delivery)), new("code", code));

    private static string Kind(Delivery delivery) => delivery.GetType().Name;
}
