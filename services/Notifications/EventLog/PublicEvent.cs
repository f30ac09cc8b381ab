using System.Text.Json.Nodes;

namespace Csss.Notifications.EventLog;

/// <summary>What systems outside are told of an internal event, before it has its place in the log.</summary>
/// <param name="Id">The internal message's id, and the CloudEvent's.</param>
/// <param name="Data">Ids and links; the API's spelling.</param>
internal sealed record PublicEvent(Guid Id, string Type, Guid ScanId, Guid PatientId, DateTimeOffset At, JsonObject Data)
{
    public string? TraceParent { get; init; }
}
