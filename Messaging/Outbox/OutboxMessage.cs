using System.Diagnostics;
using System.Text.Json;
using Csss.Contracts;

namespace Csss.Messaging.Outbox;

/// <summary>A message written in the same transaction as the change it tells of. Deleted once the broker has confirmed it.</summary>
public sealed class OutboxMessage
{
    /// <summary>The order in which messages are published.</summary>
    public long Sequence { get; init; }

    /// <summary>The transport's message id: the same on every attempt, so that consumers can tell repeats.</summary>
    public required Guid MessageId { get; init; }

    /// <summary>Full name of the contract, for instance <c>Csss.Contracts.Events.ScanUploaded</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The contract as JSON.</summary>
    public required string Body { get; init; }

    /// <summary>W3C trace parent of the request that wrote it.</summary>
    public string? TraceParent { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is no longer worth sending; it is then dropped.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Attempts that failed.</summary>
    public int Attempts { get; set; }

    /// <summary>Not before this time.</summary>
    public required DateTimeOffset NextAttemptAt { get; set; }

    internal static OutboxMessage Of<T>(T message, DateTimeOffset now, TimeSpan? lifetime = null)
        where T : class => new()
        {
            MessageId = Ids.New(now),
            Type = ContractTypes.NameOf(typeof(T)),
            Body = JsonSerializer.Serialize(message),
            TraceParent = Activity.Current?.Id,
            CreatedAt = now,
            ExpiresAt = now + lifetime,
            NextAttemptAt = now,
        };
}
