namespace Csss.Notifications.Deliveries;

/// <summary>Wakes the worker as soon as a delivery is committed.</summary>
internal sealed class DeliverySignal(TimeProvider time) : Signal(time);
