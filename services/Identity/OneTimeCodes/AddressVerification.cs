using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Identity.Accounts;
using Csss.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.OneTimeCodes;

/// <summary>From <c>pending_verification</c> to <c>active</c>, or for staff to an admin's approval.</summary>
internal sealed class AddressVerification(IdentityDb database, CodeIssuer issuer, CodeVerifier verifier, TimeProvider time)
{
    /// <summary>Sends a new code to an account that waits for one; to anybody else nothing.</summary>
    public async Task SendAsync(string email, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(email, cancellationToken) is not { } user) return;

        await issuer.IssueAsync(user, CodePurpose.VerifyAddress, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public async Task<bool> VerifyAsync(string email, string digits, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(email, cancellationToken) is not { } user) return false;

        var verified = await verifier.TryUseAsync(user.Id, CodePurpose.VerifyAddress, digits, cancellationToken);
        if (verified)
        {
            var now = time.GetUtcNow();
            user.Status = user.Role == Roles.Patient ? UserStatus.Active : UserStatus.PendingApproval;
            database.Publish(new UserChanged(user.Id, user.Role, user.Status, now), now);
        }

        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return verified;
    }

    private Task<User?> FindAsync(string email, CancellationToken cancellationToken) =>
        database.Users.SingleOrDefaultAsync(user => user.Email == email && user.Status == UserStatus.PendingVerification, cancellationToken);
}
