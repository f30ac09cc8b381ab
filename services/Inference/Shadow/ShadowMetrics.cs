using System.Diagnostics.Metrics;
using Csss.ServiceDefaults.Telemetry;

namespace Csss.Inference.Shadow;

/// <summary><c>csss.shadow.judged</c> and <c>csss.shadow.failed</c>: scans that candidates judged, and failed at.</summary>
internal sealed class ShadowMetrics
{
    private readonly Counter<long> _judged = CsssActivities.Meter.CreateCounter<long>("csss.shadow.judged");
    private readonly Counter<long> _failed = CsssActivities.Meter.CreateCounter<long>("csss.shadow.failed");

    public void Judged() => _judged.Add(1);

    public void Failed() => _failed.Add(1);
}
