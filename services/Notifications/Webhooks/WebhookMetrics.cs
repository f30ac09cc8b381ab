using System.Diagnostics.Metrics;
using Csss.Notifications.Webhooks.Delivering;
using Csss.ServiceDefaults.Telemetry;

namespace Csss.Notifications.Webhooks;

/// <summary>
/// <c>csss.webhooks.attempts</c> (by code; its duration is <c>csss.webhooks.attempt.duration</c>), <c>csss.webhooks.ended</c> (by code), <c>csss.webhooks.disabled</c>
/// (by reason) and <c>csss.webhooks.pending</c>. A receiver that is away shows here, not in <c>/health</c>: no other replica would fare better.
/// </summary>
internal sealed class WebhookMetrics
{
    private const string Delivered = "none";

    private readonly Counter<long> _attempts = CsssActivities.Meter.CreateCounter<long>("csss.webhooks.attempts");
    private readonly Histogram<double> _duration = CsssActivities.Meter.CreateHistogram<double>("csss.webhooks.attempt.duration", "s");
    private readonly Counter<long> _ended = CsssActivities.Meter.CreateCounter<long>("csss.webhooks.ended");
    private readonly Counter<long> _disabled = CsssActivities.Meter.CreateCounter<long>("csss.webhooks.disabled");
    private long _pending;

    public WebhookMetrics() =>
        CsssActivities.Meter.CreateObservableGauge("csss.webhooks.pending", () => Volatile.Read(ref _pending), description: "Webhook deliveries not yet sent.");

    public void Attempted(AttemptResult result)
    {
        _attempts.Add(1, new KeyValuePair<string, object?>("code", result.Code ?? Delivered));
        _duration.Record(result.Duration.TotalSeconds, new KeyValuePair<string, object?>("code", result.Code ?? Delivered));
    }

    public void Ended(string? code, int count) => _ended.Add(count, new KeyValuePair<string, object?>("code", code ?? Delivered));

    public void Disabled(string reason) => _disabled.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Pending(long count) => Volatile.Write(ref _pending, count);
}
