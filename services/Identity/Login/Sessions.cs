using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Identity.Accounts;
using Csss.Messaging;
using Csss.ServiceDefaults.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Identity.Login;

/// <summary>
/// Opens, renews and ends sessions. A refresh token works once. A second use, however soon after the first, means that two hold it:
/// the whole family dies. There is no grace: clients send one refresh at a time.
/// </summary>
internal sealed class Sessions(IdentityDb database, RevokedSessions revoked, IOptions<SessionOptions> options, TimeProvider time)
{
    /// <summary>Saved by the caller.</summary>
    public OpenSession Open(User user)
    {
        var now = time.GetUtcNow();
        var session = new Session
        {
            Id = Ids.New(now),
            UserId = user.Id,
            Role = user.Role,
            CreatedAt = now,
            LastUsedAt = now,
            ExpiresAt = now + options.Value.AbsoluteLifetime,
        };
        database.Add(session);
        return new OpenSession(user, session.Id, AddToken(session, now));
    }

    /// <summary>Null when the token opens nothing.</summary>
    public async Task<OpenSession?> RefreshAsync(string value, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var hash = RefreshToken.HashOf(value);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var found = await (from token in database.RefreshTokens
                           join session in database.Sessions on token.SessionId equals session.Id
                           join user in database.Users on session.UserId equals user.Id into users
                           from user in users.DefaultIfEmpty()
                           where token.Hash == hash
                           select new { Token = token, Session = session, User = user }).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (found is null || found.Session.RevokedAt is not null) return null;

        var first = await TakeAsync(hash, now, cancellationToken);
        if (!first || found.User is not { Status: UserStatus.Active } owner || owner.Role != found.Session.Role)
        {
            await RevokeAsync(found.Session.Id, found.Session.UserId, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            revoked.Add(found.Session.Id);
            return null;
        }

        if (found.Token.ExpiresAt <= now) return null;

        await database.Sessions.Where(row => row.Id == found.Session.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedAt, now), cancellationToken);
        var next = AddToken(found.Session, now);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new OpenSession(owner, found.Session.Id, next);
    }

    /// <summary>Ends one session here at once, and everywhere through the bus.</summary>
    public async Task EndAsync(Guid sessionId, Guid userId, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await RevokeAsync(sessionId, userId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        revoked.Add(sessionId);
    }

    /// <summary>Exactly one of several that come with the same token gets true.</summary>
    private async Task<bool> TakeAsync(string hash, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.RefreshTokens.Where(token => token.Hash == hash && token.UsedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(token => token.UsedAt, now), cancellationToken) == 1;

    private async Task RevokeAsync(Guid sessionId, Guid userId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var ended = await database.Sessions.Where(row => row.Id == sessionId && row.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, now), cancellationToken);
        if (ended == 0) return;

        database.Publish(new SessionRevoked(sessionId, userId, now), now);
        await database.SaveChangesAsync(cancellationToken);
    }

    private string AddToken(Session session, DateTimeOffset now)
    {
        var value = RefreshToken.NewValue();
        var idle = now + options.Value.IdleLifetime;
        database.Add(new RefreshToken
        {
            Hash = RefreshToken.HashOf(value),
            SessionId = session.Id,
            ExpiresAt = idle < session.ExpiresAt ? idle : session.ExpiresAt,
        });
        return value;
    }
}

/// <summary>A session that may have an access token, and the token to renew it with.</summary>
internal sealed record OpenSession(User User, Guid Id, string RefreshToken);
