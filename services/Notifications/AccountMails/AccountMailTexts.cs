using Csss.Notifications.Email;

namespace Csss.Notifications.AccountMails;

/// <summary>What the account mails say. The code stands in the body alone: subjects show on locked screens.</summary>
internal static class AccountMailTexts
{
    public static MailText OneTimeCode(string code) => new("Your sign-in code",
    [
        new("Hello,"),
        new("your one-time code is:"),
        MailLine.Code(code),
        new("It works once and for ten minutes. Nobody from the hospital will ever ask you for it."),
        new("If you did not ask for a code, ignore this mail."),
    ]);

    public static MailText AlreadyRegistered(Uri portal) => new("You already have an account",
    [
        new("Hello,"),
        new("somebody has just tried to register with this address. It already has an account, and nothing about it was changed."),
        new("If it was you, sign in, or set a new password if you have forgotten yours:"),
        MailLine.Link(portal),
        new("If it was not you, there is nothing to do."),
    ]);

    public static MailText PasswordReset(string token, Uri portal) => new("Set a new password",
    [
        new("Hello,"),
        new("with this key you can set a new password:"),
        MailLine.Code(token),
        new("Enter it where you asked for a new password; it works once and not for long:"),
        MailLine.Link(portal),
        new("If you did not ask for it, ignore this mail: your password stays as it is."),
    ]);
}
