namespace Csss.Notifications.Deliveries;

/// <summary>This replica's right to send one delivery.</summary>
internal sealed record DeliveryClaim(long Sequence, Guid Lease)
{
    /// <summary>How long the delivery of a replica that died waits. A living one renews.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);
}
