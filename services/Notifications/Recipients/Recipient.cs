namespace Csss.Notifications.Recipients;

/// <summary>Where to reach someone, asked for when sending and then forgotten.</summary>
internal sealed record Recipient(string Email, string Status, string Language = "")
{
    public bool IsActive => Status == "active";

    /// <summary>Nothing of it is to be printed.</summary>
    public override string ToString() => nameof(Recipient);
}
