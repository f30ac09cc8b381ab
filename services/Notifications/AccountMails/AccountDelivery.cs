using Csss.Contracts.Commands;
using Csss.Notifications.Deliveries;

namespace Csss.Notifications.AccountMails;

/// <summary>A mail about an account, on its way.</summary>
internal sealed class AccountDelivery : Delivery
{
    /// <summary>The longest a mail of this kind is worth anything: as long as its secret, and a notice for a day.</summary>
    public static TimeSpan LifetimeOf(string template) => template switch
    {
        AccountMailTemplates.PasswordReset => TimeSpan.FromMinutes(30),
        AccountMailTemplates.AlreadyRegistered or AccountMailTemplates.AccountApproved or AccountMailTemplates.PasswordChanged or AccountMailTemplates.BreakGlass => TimeSpan.FromDays(1),
        _ => TimeSpan.FromMinutes(10),
    };

    public required string Template { get; init; }

    /// <summary>As Identity sealed it; opened only while the mail is written, erased when the delivery has ended.</summary>
    public string? SealedSecret { get; set; }

    public override bool IsDroppedWhenLate => true;

    protected override void Forget() => SealedSecret = null;
}
