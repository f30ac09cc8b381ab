namespace Csss.Notifications.Webhooks.Targets;

/// <summary>A name stands for no address that a webhook may have.</summary>
internal sealed class TargetRefusedException() : IOException("No address of this host may be called.");
