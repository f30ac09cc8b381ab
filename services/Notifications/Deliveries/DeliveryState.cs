namespace Csss.Notifications.Deliveries;

/// <summary>What became of a delivery.</summary>
internal enum DeliveryState
{
    /// <summary>To be sent, or to be tried again.</summary>
    Pending,

    /// <summary>The server accepted it.</summary>
    Sent,

    /// <summary>Refused for good, or given up.</summary>
    Failed,

    /// <summary>Dropped unsent: it came too late to be of use.</summary>
    Expired,

    /// <summary>Not sent: the recipient has not agreed to be reached this way.</summary>
    Withheld,
}
