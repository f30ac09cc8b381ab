using System.Security.Claims;
using Csss.Contracts;
using Csss.Identity.Accounts;
using Csss.ServiceDefaults.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Csss.Identity.Tokens;

/// <summary>A user's access token: a JWT (RFC 9068) with ids and a role, and nothing else about the person.</summary>
internal sealed class UserTokens(KeyRing keys, IOptions<TokenOptions> options, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    public string Mint(User user, Guid sessionId)
    {
        var now = time.GetUtcNow();
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "at+jwt",
            Issuer = options.Value.Issuer,
            Audience = Audiences.Api,
            IssuedAt = now.UtcDateTime,
            Expires = (now + Lifetime).UtcDateTime,
            SigningCredentials = keys.Signing,
            Subject = new ClaimsIdentity(
            [
                new Claim("sub", user.Id.ToString()),
                new Claim("role", user.Role),
                new Claim("sid", sessionId.ToString()),
                new Claim("jti", Ids.New(now).ToString()),
            ]),
        });
    }
}
