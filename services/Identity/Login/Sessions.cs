using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Identity.Accounts;
using Csss.Messaging;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Identity.Login;

/// <summary>
/// Opens, renews and ends sessions. A refresh token works once. A second use, however soon after the first, means that two hold it:
/// the whole family dies. There is no grace: clients send one refresh at a time.
/// </summary>
internal sealed class Sessions(
    IdentityDb database, RevokedSessions revoked, SecurityEvents events, IOptions<SessionOptions> options, TimeProvider time)
{
    /// <summary>In the caller's transaction, and saved by the caller.</summary>
    public async Task<OpenSession> OpenAsync(User user, string source, CancellationToken cancellationToken)
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
            Source = source,
        };
        database.Add(session);
        await database.Users.Where(row => row.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.LastLoginAt, now), cancellationToken);
        events.LoginSucceeded(user, session.Id);
        return new OpenSession(user, session.Id, AddToken(session, now));
    }

    /// <summary>Null when the token opens nothing.</summary>
    public async Task<OpenSession?> RefreshAsync(string value, string source, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var hash = OpaqueToken.HashOf(value);
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
            if (!first) events.RefreshTokenReused(found.Session.UserId, found.Session.Id);
            await RevokeAsync(found.Session.Id, found.Session.UserId, first ? "account_changed" : "refresh_token_reused", cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            revoked.Add(found.Session.Id);
            return null;
        }

        if (found.Token.ExpiresAt <= now) return null;

        // Counted: it may have been revoked since it was read.
        var alive = await database.Sessions.Where(row => row.Id == found.Session.Id && row.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedAt, now).SetProperty(row => row.Source, source), cancellationToken);
        if (alive == 0) return null;

        var next = AddToken(found.Session, now);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new OpenSession(owner, found.Session.Id, next);
    }

    /// <summary>A user's sessions that can still be renewed.</summary>
    public IQueryable<Session> LiveOf(Guid userId)
    {
        var now = time.GetUtcNow();
        var idleSince = now - options.Value.IdleLifetime;
        return database.Sessions.AsNoTracking().Where(row => row.UserId == userId && row.RevokedAt == null && row.ExpiresAt > now && row.LastUsedAt > idleSince);
    }

    /// <summary>Ends one session here at once, and everywhere through the bus. False: it is not that user's, or it had ended.</summary>
    /// <param name="audit">Of a route that declares an entry: it is kept with the change, or neither is.</param>
    public async Task<bool> EndAsync(Guid sessionId, Guid userId, string why, CancellationToken cancellationToken, AccessAudit? audit = null)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (!await RevokeAsync(sessionId, userId, why, cancellationToken)) return false;

        audit?.Record(database, objectId: sessionId);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        revoked.Add(sessionId);
        return true;
    }

    /// <summary>
    /// Ends all of a user's sessions but one, and the half-finished logins with them, in the caller's transaction: together with what
    /// was changed. Give the answer to <see cref="RefuseAtOnce"/> after the commit.
    /// </summary>
    public async Task<IReadOnlyList<Guid>> RevokeAllOfAsync(Guid userId, Guid? except, string why, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var live = await database.Sessions.Where(row => row.UserId == userId && row.RevokedAt == null && row.ExpiresAt > now && row.Id != except)
            .Select(row => row.Id).ToListAsync(cancellationToken);
        foreach (var id in live) await RevokeAsync(id, userId, why, cancellationToken);
        await database.Challenges.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        return live;
    }

    /// <summary>This replica does not wait for the bus. Forgotten, it learns of them as the others do.</summary>
    public void RefuseAtOnce(IEnumerable<Guid> sessionIds)
    {
        foreach (var id in sessionIds) revoked.Add(id);
    }

    /// <summary>Exactly one of several that come with the same token gets true.</summary>
    private async Task<bool> TakeAsync(string hash, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.RefreshTokens.Where(token => token.Hash == hash && token.UsedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(token => token.UsedAt, now), cancellationToken) == 1;

    private async Task<bool> RevokeAsync(Guid sessionId, Guid userId, string why, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var ended = await database.Sessions.Where(row => row.Id == sessionId && row.UserId == userId && row.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, now), cancellationToken);
        if (ended == 0) return false;

        events.SessionRevoked(sessionId, why);
        database.Publish(new SessionRevoked(sessionId, userId, now), now);
        await database.SaveChangesAsync(cancellationToken);
        return true;
    }

    private string AddToken(Session session, DateTimeOffset now)
    {
        var value = OpaqueToken.New();
        var idle = now + options.Value.IdleLifetime;
        database.Add(new RefreshToken
        {
            Hash = OpaqueToken.HashOf(value),
            SessionId = session.Id,
            ExpiresAt = idle < session.ExpiresAt ? idle : session.ExpiresAt,
        });
        return value;
    }
}

/// <summary>A session that may have an access token, and the token to renew it with.</summary>
internal sealed record OpenSession(User User, Guid Id, string RefreshToken);
