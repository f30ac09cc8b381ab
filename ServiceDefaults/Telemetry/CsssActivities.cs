using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Csss.ServiceDefaults.Telemetry;

/// <summary>The system's own spans and metrics. Ids are the only facts about people that may be put on them.</summary>
public static class CsssActivities
{
    /// <summary>Name of the activity source.</summary>
    public const string SourceName = "Csss";

    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Csss";

    /// <summary>Source of the system's own spans.</summary>
    public static readonly ActivitySource Source = new(SourceName);

    /// <summary>Source of the system's own metrics.</summary>
    public static readonly Meter Meter = new(MeterName);

    /// <summary>
    /// Links the current span to another trace (W3C <c>traceparent</c>), for instance a report's to its upload's.
    /// Does nothing when there is no current span or the value is not a trace parent.
    /// </summary>
    public static void LinkCurrentTo(string? traceParent)
    {
        if (Activity.Current is { } current && ActivityContext.TryParse(traceParent, traceState: null, out var context))
            current.AddLink(new ActivityLink(context));
    }
}
