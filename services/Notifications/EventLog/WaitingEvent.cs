using System.Text.Json.Nodes;

namespace Csss.Notifications.EventLog;

/// <summary>An event that came before one that must precede it. It waits until that one is logged, or until it has waited too long.</summary>
internal sealed class WaitingEvent
{
    /// <summary>The order in which they came.</summary>
    public long Arrival { get; init; }

    public required Guid Id { get; init; }

    public required string Type { get; init; }

    public required Guid ScanId { get; init; }

    public required Guid PatientId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The CloudEvent's data.</summary>
    public required string Data { get; init; }

    public string? TraceParent { get; init; }

    /// <summary>Then it is logged all the same.</summary>
    public required DateTimeOffset Until { get; init; }

    public static WaitingEvent Of(PublicEvent occurred, DateTimeOffset until) => new()
    {
        Id = occurred.Id,
        Type = occurred.Type,
        ScanId = occurred.ScanId,
        PatientId = occurred.PatientId,
        At = occurred.At,
        Data = occurred.Data.ToJsonString(),
        TraceParent = occurred.TraceParent,
        Until = until,
    };

    public PublicEvent ToEvent() => new(Id, Type, ScanId, PatientId, At, JsonNode.Parse(Data)!.AsObject()) { TraceParent = TraceParent };
}
