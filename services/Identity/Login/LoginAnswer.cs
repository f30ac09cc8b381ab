using Csss.Identity.Tokens;
using Csss.Identity.TwoFactor;

namespace Csss.Identity.Login;

/// <summary>Somebody is in.</summary>
internal sealed record LoginAnswer(
    string AccessToken, string TokenType, int ExpiresIn, string RefreshToken, bool OtpRequired, string Role, string Name, Guid UserId)
{
    public static LoginAnswer Of(OpenSession session, UserTokens tokens) => new(
        tokens.Mint(session.User, session.Id), "Bearer", (int)UserTokens.Lifetime.TotalSeconds, session.RefreshToken,
        OtpRequired: false, session.User.Role, session.User.Name, session.User.Id);
}

/// <summary>The password was right and is not enough. Says nothing about who that is, nor what they may do.</summary>
/// <param name="Method">What to ask the person for: <c>email</c> (a code has been mailed) or <c>totp</c>.</param>
internal sealed record ChallengeAnswer(bool OtpRequired, string ChallengeToken, int ExpiresIn, string Method)
{
    public static ChallengeAnswer Of(OpenChallenge challenge) =>
        new(OtpRequired: true, challenge.Token, (int)Challenge.Lifetime.TotalSeconds, challenge.Method);
}
