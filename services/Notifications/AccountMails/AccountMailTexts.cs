using Csss.Notifications.Email;

namespace Csss.Notifications.AccountMails;

/// <summary>What the account mails say. The code stands in the body alone: subjects show on locked screens.</summary>
internal static class AccountMailTexts
{
    public static MailText OneTimeCode(string code) => new("Your one-time code",
    [
        new("Hello,"),
        new("your one-time code is:"),
        MailLine.Code(code),
        new("It works once and for ten minutes. Nobody from the hospital will ever ask you for it."),
        new("If you did not ask for a code, ignore this mail."),
    ]);

    public static MailText SecondFactorCode(string code, Uri portal) => new("Your sign-in code",
    [
        new("Hello,"),
        new("somebody has just signed in with your password. To finish, enter this code:"),
        MailLine.Code(code),
        new("It works once, for this sign-in alone, and for ten minutes at most. Nobody from the hospital will ever ask you for it."),
        new("If it was not you, give the code to nobody and set a new password at once: somebody knows yours."),
        MailLine.Link(portal),
    ]);

    public static MailText PasswordChanged(Uri portal) => new("Your password was changed",
    [
        new("Hello,"),
        new("the password of your account has just been changed, and you were signed out everywhere else."),
        new("If it was you, there is nothing to do."),
        new("If it was not you, set a new password at once and tell the hospital:"),
        MailLine.Link(portal),
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
        new("Enter it where you asked for a new password; it works once and for half an hour:"),
        MailLine.Link(portal),
        new("If you did not ask for it, ignore this mail: your password stays as it is."),
    ]);

    public static MailText AccountApproved(Uri portal) => new("Your account is open",
    [
        new("Hello,"),
        new("an administrator has approved your account. You can sign in now:"),
        MailLine.Link(portal),
    ]);

    /// <summary>Neither who nor whom: the review list tells it to those who sign in.</summary>
    public static MailText BreakGlass(string entry, Uri portal) => new("Emergency access was used",
    [
        new("Hello,"),
        new("a doctor has used emergency access to a patient's data. It is in the review list as"),
        MailLine.Code(entry),
        new("Please look at it, and mark it as reviewed:"),
        MailLine.Link(portal),
    ]);
}
