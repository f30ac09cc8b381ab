namespace Csss.Notifications.Recipients;

/// <summary>Where to reach someone, asked for when sending and then forgotten.</summary>
/// <param name="Whatsapp">Their number; null: they have not agreed to be told there.</param>
internal sealed record Recipient(string Email, string Status, string Language = "", string? Whatsapp = null)
{
    public bool IsActive => Status == "active";

    /// <summary>Nothing of it is to be printed.</summary>
    public override string ToString() => nameof(Recipient);
}
