namespace Csss.Contracts.Commands;

/// <summary>The account mails there are.</summary>
public static class AccountMailTemplates
{
    /// <summary>A one-time code, 6 digits, 10 minutes.</summary>
    public const string OneTimeCode = "one_time_code";

    /// <summary>Somebody registered with an address that already has an account.</summary>
    public const string AlreadyRegistered = "already_registered";

    /// <summary>A token to set a new password.</summary>
    public const string PasswordReset = "password_reset";
}
