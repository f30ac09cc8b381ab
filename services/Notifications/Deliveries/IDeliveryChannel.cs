namespace Csss.Notifications.Deliveries;

/// <summary>A way to reach somebody.</summary>
internal interface IDeliveryChannel
{
    /// <summary>As <see cref="Delivery.Channel"/> names it.</summary>
    string Name { get; }

    /// <summary>Returns once the far side has accepted it; false: the recipient does not want to be reached this way.</summary>
    /// <exception cref="DeliveryException">It was refused, for good or for now.</exception>
    Task<bool> SendAsync(Delivery delivery, CancellationToken cancellationToken);
}
