namespace Csss.Notifications.Webhooks.Targets;

/// <summary>Who may be called at an address.</summary>
internal enum AddressKind
{
    /// <summary>Reachable from everywhere.</summary>
    Public,

    /// <summary>This machine, or a network that is not everybody's: only where the site allows it.</summary>
    Private,

    /// <summary>Link-local, where clouds keep their machines' credentials, or no single receiver's: never.</summary>
    Forbidden,
}
