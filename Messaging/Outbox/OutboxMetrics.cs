using System.Diagnostics.Metrics;
using Csss.ServiceDefaults.Telemetry;

namespace Csss.Messaging.Outbox;

/// <summary><c>csss.outbox.lag</c> (seconds the oldest message waits), <c>csss.outbox.published</c> and <c>csss.outbox.failed</c>.</summary>
internal sealed class OutboxMetrics
{
    private double _lagSeconds;

    public OutboxMetrics() =>
        CsssActivities.Meter.CreateObservableGauge("csss.outbox.lag", () => Volatile.Read(ref _lagSeconds), "s", "Age of the oldest message not yet published.");

    public Counter<long> Published { get; } = CsssActivities.Meter.CreateCounter<long>("csss.outbox.published");

    public Counter<long> Failed { get; } = CsssActivities.Meter.CreateCounter<long>("csss.outbox.failed");

    public void ReportLag(TimeSpan lag) => Volatile.Write(ref _lagSeconds, Math.Max(0, lag.TotalSeconds));
}
