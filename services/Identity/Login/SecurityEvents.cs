using Csss.Identity.Accounts;
using Csss.Messaging.Auditing;

namespace Csss.Identity.Login;

/// <summary>
/// What a security officer wants to hear of, each told in one place and with ids alone: an entry for the audit trail in the save that makes it
/// true, and a line in the log. A refusal names no actor, because it is not known who tried; null: there is no such account.
/// </summary>
internal sealed partial class SecurityEvents(IdentityDb database, AccessAudit audit, ILogger<SecurityEvents> logger)
{
    public const string System = "system";
    public const string Operator = "operator";
    private const string Anonymous = "anonymous";

    public void LoginSucceeded(User user, Guid sessionId) => By(user, "session.open", $"sessions/{sessionId}");

    public void LoginFailed(Guid? userId) => Refused("session.open", userId, "invalid_credentials");

    public void SecondFactorFailed(Guid userId) => Refused("session.open", userId, "invalid_otp");

    public void VerificationFailed(Guid userId) => Refused("account.verify", userId, "invalid_otp");

    public void PasswordRefused(User user) => Tell("password.check", $"users/{user.Id}", user.Id, user.Role, allowed: false, "wrong_password");

    public void LockedOut(Guid? userId) => Tell("account.lock", Account(userId), Guid.Empty, System, allowed: true, "too_many_failures");

    /// <param name="how"><c>change</c> or <c>reset</c>.</param>
    public void PasswordChanged(User user, string how) => By(user, $"password.{how}", $"users/{user.Id}");

    public void PasswordResetAsked(Guid userId) => Tell("password.forgot", Account(userId), Guid.Empty, Anonymous, allowed: true);

    /// <param name="how"><c>enroll</c>, <c>remove</c>, or <c>recover</c> for a login by recovery code.</param>
    public void TwoFactorChanged(Guid userId, string role, string how) => Tell($"two_factor.{how}", $"users/{userId}", userId, role, allowed: true);

    public void RefreshTokenReused(Guid userId, Guid sessionId) => Tell("session.revoke", $"sessions/{sessionId}", Guid.Empty, System, allowed: true, "refresh_token_reused");

    /// <summary>In the log alone: the trail has what it was revoked for.</summary>
    public void SessionRevoked(Guid sessionId, string why) => LogSessionRevoked(logger, sessionId, why);

    /// <param name="how"><c>made</c> or <c>destroyed</c>.</param>
    /// <param name="role"><see cref="System"/> or <see cref="Operator"/>.</param>
    public void SigningKeyChanged(string keyId, string how, string role) => Tell($"signing_key.{how}", $"keys/{keyId}", Guid.Empty, role, allowed: true);

    private void By(User user, string action, string target) => Tell(action, target, user.Id, user.Role, allowed: true);

    private void Refused(string action, Guid? userId, string reason) => Tell(action, Account(userId), Guid.Empty, Anonymous, allowed: false, reason);

    private void Tell(string action, string target, Guid actorId, string role, bool allowed, string? reason = null)
    {
        audit.RecordEvent(database, action, target, actorId, role, allowed, reason);
        LogEvent(logger, action, target, allowed, reason);
    }

    private static string Account(Guid? userId) => userId is { } id ? $"users/{id}" : "users";

    [LoggerMessage(LogLevel.Information, "{Action} on {Target}: allowed {Allowed} {Reason}")]
    private static partial void LogEvent(ILogger logger, string action, string target, bool allowed, string? reason);

    [LoggerMessage(LogLevel.Information, "Session {SessionId} revoked: {Why}")]
    private static partial void LogSessionRevoked(ILogger logger, Guid sessionId, string why);
}
