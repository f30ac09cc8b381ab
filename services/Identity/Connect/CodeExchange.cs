using Csss.Identity.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Csss.Identity.Connect;

/// <summary>A code for tokens. OpenIddict has checked the code, that it is used once, its client and its verifier; here the user and the session still have to be alive.</summary>
internal sealed class CodeExchange(IdentityDb database)
{
    public async Task<IResult> ExchangeAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var code = (await context.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)).Principal
            ?? throw new InvalidOperationException("OpenIddict let a code pass that it did not read.");
        var (userId, sessionId) = (Guid.Parse(code.GetClaim(Claims.Subject)!), Guid.Parse(code.GetClaim(ConnectAnswers.SessionClaim)!));
        var user = await (from session in database.Sessions
                          join owner in database.Users on session.UserId equals owner.Id
                          where session.Id == sessionId && session.RevokedAt == null && owner.Id == userId && owner.Status == UserStatus.Active
                          select owner).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return user is null ? ConnectAnswers.Refuse(Errors.InvalidGrant, "The session is over.") : ConnectAnswers.Tokens(user, sessionId, code);
    }
}
