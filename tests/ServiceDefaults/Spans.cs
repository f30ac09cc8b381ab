using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Csss.ServiceDefaults.Tests;

/// <summary>The spans of one trace that a test began: those of tests beside it end in the same process.</summary>
internal sealed class Spans : BaseProcessor<Activity>
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly Activity _root = new Activity("test") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.SetIdFormat(ActivityIdFormat.W3C);

    public IReadOnlyList<Activity> Ended => [.. _ended];

    public void Record(WebApplicationBuilder builder) =>
        builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor(this));

    /// <summary>From here on the test's requests belong to the trace.</summary>
    public void Begin() => _root.Start();

    public override void OnEnd(Activity data)
    {
        if (data.TraceId == _root.TraceId) _ended.Enqueue(data);
    }

    protected override void Dispose(bool disposing)
    {
        _root.Dispose();
        base.Dispose(disposing);
    }
}
