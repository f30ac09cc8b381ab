namespace Csss.Notifications.Deliveries;

/// <summary>An attempt failed for a reason that is known.</summary>
/// <param name="code">Stable, in snake_case; ends up in ReportDeliveryFailed.</param>
/// <param name="isPermanent">Whether trying again is pointless.</param>
/// <param name="reason">For the log: never an address, a name or the server's own text, which may quote them.</param>
internal sealed class DeliveryException(string code, bool isPermanent, string reason) : Exception(reason)
{
    public string Code { get; } = code;

    public bool IsPermanent { get; } = isPermanent;
}

/// <summary>Why deliveries fail.</summary>
internal static class DeliveryCodes
{
    /// <summary>The mail server knows no such mailbox, or takes nothing for it: the address is wrong.</summary>
    public const string RecipientRejected = "recipient_rejected";

    /// <summary>The mail server refuses the message for good, though not its recipient.</summary>
    public const string SmtpRejected = "smtp_rejected";

    /// <summary>The mail server could not be reached or asked to come back later.</summary>
    public const string SmtpUnavailable = "smtp_unavailable";

    /// <summary>WhatsApp refuses the number or the message for good.</summary>
    public const string WhatsAppRejected = "whatsapp_rejected";

    /// <summary>WhatsApp could not be reached, asked to come back later, or does not take our login.</summary>
    public const string WhatsAppUnavailable = "whatsapp_unavailable";

    /// <summary>The site has turned the channel off meanwhile.</summary>
    public const string ChannelOff = "channel_off";

    /// <summary>There is no active account with a usable address.</summary>
    public const string NoRecipient = "no_recipient";

    /// <summary>The report's file is not there.</summary>
    public const string NoReport = "no_report";

    /// <summary>One of our own services did not answer.</summary>
    public const string ServiceUnavailable = "service_unavailable";

    /// <summary>The secret cannot be opened with our key.</summary>
    public const string SecretUnreadable = "secret_unreadable";

    /// <summary>There is no such mail.</summary>
    public const string UnknownTemplate = "unknown_template";

    /// <summary>Something that should not happen; the log has it.</summary>
    public const string InternalError = "internal_error";
}
