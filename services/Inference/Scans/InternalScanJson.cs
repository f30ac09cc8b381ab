using System.Text.Json;
using System.Text.Json.Nodes;
using Csss.ServiceDefaults;

namespace Csss.Inference.Scans;

/// <summary>The doctor's scan JSON, plus what only our own services are told.</summary>
internal static class InternalScanJson
{
    /// <param name="scan">With its files and its prediction.</param>
    /// <param name="inCare">Null when no doctor was named: the field is then left out.</param>
    public static JsonObject Of(Scan scan, bool? inCare)
    {
        var json = JsonSerializer.SerializeToNode(ScanJson.Of(scan), ApiJson.Options)!.AsObject();
        if (inCare is { } known) json["in_care"] = known;
        json["trace_parent"] = scan.TraceParent;
        return json;
    }
}
