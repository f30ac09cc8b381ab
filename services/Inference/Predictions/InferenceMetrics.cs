using System.Diagnostics.Metrics;
using Csss.Inference.Models;
using Csss.ServiceDefaults.Telemetry;

namespace Csss.Inference.Predictions;

/// <summary><c>csss.inference.duration</c>, <c>csss.scans.waited</c> (both ms) and <c>csss.scans.finished</c> by status.</summary>
internal sealed class InferenceMetrics
{
    private readonly Histogram<double> _duration = CsssActivities.Meter.CreateHistogram<double>("csss.inference.duration", "ms", "Decoding and forward pass of one scan.");
    private readonly Histogram<double> _waited = CsssActivities.Meter.CreateHistogram<double>("csss.scans.waited", "ms", "From upload to the start of classification.");
    private readonly Counter<long> _finished = CsssActivities.Meter.CreateCounter<long>("csss.scans.finished");

    public void Classified(double milliseconds, ModelManifest model) =>
        _duration.Record(milliseconds, new("model", model.Name), new("version", model.Version));

    public void Started(TimeSpan waited) => _waited.Record(waited.TotalMilliseconds);

    public void Finished(string status) => _finished.Add(1, new KeyValuePair<string, object?>("status", status));
}
