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

    /// <summary>Closed by an admin, who can open it again.</summary>
    public const string Disabled = "disabled";

    /// <summary>Erased: an id that records refer to, and nobody.</summary>
    public const string Removed = "removed";
}
