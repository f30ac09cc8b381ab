using System.Diagnostics.Metrics;
using Csss.ServiceDefaults.Telemetry;

namespace Csss.Notifications.EventExchange;

/// <summary><c>csss.event_exchange.published</c>, and <c>csss.event_exchange.behind</c>: lines of the log that subscribers at the broker have not been sent.</summary>
internal sealed class EventExchangeMetrics
{
    private readonly Counter<long> _published = CsssActivities.Meter.CreateCounter<long>("csss.event_exchange.published");
    private long _behind;

    public EventExchangeMetrics() =>
        CsssActivities.Meter.CreateObservableGauge("csss.event_exchange.behind", () => Volatile.Read(ref _behind), description: "Events not yet published.");

    public void Published() => _published.Add(1);

    public void Behind(long count) => Volatile.Write(ref _behind, Math.Max(0, count));
}
