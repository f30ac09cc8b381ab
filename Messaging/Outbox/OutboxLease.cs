namespace Csss.Messaging.Outbox;

/// <summary>The one row that says which replica relays, so that messages leave in the order they were written.</summary>
internal sealed class OutboxLease
{
    public const int OnlyId = 1;

    /// <summary>How long a replica that died keeps the others waiting.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    public required int Id { get; init; }

    public required string Holder { get; init; }

    public required DateTimeOffset Until { get; init; }
}
