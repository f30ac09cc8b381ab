using Csss.Notifications.Deliveries;

namespace Csss.Notifications.AccountMails;

/// <summary>A mail about an account, on its way.</summary>
internal sealed class AccountDelivery : Delivery
{
    /// <summary>The longest a one-time secret is worth anything.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public required string Template { get; init; }

    /// <summary>As Identity sealed it; opened only while the mail is written, erased when the delivery has ended.</summary>
    public string? SealedSecret { get; set; }

    public override bool IsDroppedWhenLate => true;

    protected override void Forget() => SealedSecret = null;
}
