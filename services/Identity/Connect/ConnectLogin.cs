using Csss.Identity.Accounts;
using Csss.Identity.Login;
using Csss.Identity.TwoFactor;

namespace Csss.Identity.Connect;

/// <summary>The one place where the sign-in page meets Identity's own login: what is asked of a user there is asked here.</summary>
internal sealed class ConnectLogin(PasswordLogin login, Challenges challenges)
{
    /// <summary>A session, or a challenge where a second factor is asked for; null for every reason not to let in.</summary>
    public Task<PasswordLoginResult?> TryAsync(string email, string password, string source, CancellationToken cancellationToken) =>
        login.TryAsync(EmailAddress.ForLookup(email), password, source, cancellationToken);

    /// <summary>A mailed code, the authenticator's or a recovery code; null for every reason not to let in.</summary>
    public Task<OpenSession?> AnswerAsync(string email, string challenge, string answer, string source, CancellationToken cancellationToken) =>
        challenges.AnswerAsync(EmailAddress.ForLookup(email), challenge, answer, source, cancellationToken);
}
