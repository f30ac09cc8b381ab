using Csss.Messaging.Sessions;
using Csss.ServiceDefaults.Authentication;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Internal;

/// <summary>Sessions that ended so recently that an access token of theirs may still be alive.</summary>
internal sealed class OwnRevocations(IdentityDb database, TimeProvider time) : IRevocationSource
{
    public async Task<IReadOnlyList<Revocation>> RecentAsync(CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - RevokedSessions.Remembered;
        return await database.Sessions.AsNoTracking().Where(session => session.RevokedAt >= since).OrderBy(session => session.Sequence)
            .Select(session => new Revocation(session.Id, session.UserId, session.RevokedAt!.Value)).ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<Guid>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await RecentAsync(cancellationToken)).Select(revocation => revocation.Sid)];
}

internal sealed record Revocation(Guid Sid, Guid UserId, DateTimeOffset At);
