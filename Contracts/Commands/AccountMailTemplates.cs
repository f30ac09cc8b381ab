namespace Csss.Contracts.Commands;

/// <summary>The account mails there are.</summary>
public static class AccountMailTemplates
{
    /// <summary>A one-time code, 6 digits, 10 minutes.</summary>
    public const string OneTimeCode = "one_time_code";

    /// <summary>Somebody registered with an address that already has an account.</summary>
    public const string AlreadyRegistered = "already_registered";

    /// <summary>A code that completes a login, 6 digits, 10 minutes.</summary>
    public const string SecondFactorCode = "second_factor_code";

    /// <summary>A token to set a new password, 30 minutes.</summary>
    public const string PasswordReset = "password_reset";

    /// <summary>The password was changed; no secret.</summary>
    public const string PasswordChanged = "password_changed";

    /// <summary>An admin has approved the account: it can log in now.</summary>
    public const string AccountApproved = "account_approved";

    /// <summary>To admins: a doctor used emergency access. The secret is the id of the entry in the review list.</summary>
    public const string BreakGlass = "break_glass";
}
