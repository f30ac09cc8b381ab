namespace Csss.Identity.Accounts;

/// <summary>What an account may do; the API's words.</summary>
internal static class UserStatus
{
    /// <summary>Registered; the address is not proven yet.</summary>
    public const string PendingVerification = "pending_verification";

    /// <summary>Staff with a proven address who wait for an admin.</summary>
    public const string PendingApproval = "pending_approval";

    /// <summary>May log in.</summary>
    public const string Active = "active";
}
