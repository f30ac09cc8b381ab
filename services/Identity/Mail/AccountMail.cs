using Csss.Contracts.Commands;
using Csss.Identity.Accounts;
using Csss.Identity.Limits;
using Csss.Messaging;
using Csss.Storage.Encryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Identity.Mail;

/// <summary>
/// Mails about accounts. A secret is sealed here for Notifications alone: neither the outbox nor the broker can read it, and the
/// message dies with it.
/// </summary>
internal sealed class AccountMail(IOptions<MailOptions> options, MailBudget budget, TimeProvider time)
{
    private readonly Sealer _sealer = new(options.Value.KeyBytes());

    /// <summary>Leaves with the context's next save; false, and not at all, when the account has had enough mail.</summary>
    public bool TrySend(DbContext database, User user, string template, string? secret, TimeSpan lifetime)
    {
        if (!budget.TrySpend(user.Email, template)) return false;

        Alert(database, user.Id, template, secret, lifetime);
        return true;
    }

    /// <summary>Leaves with the context's next save, however much mail the account has had: for what no stranger can cause.</summary>
    public void Alert(DbContext database, Guid userId, string template, string? secret, TimeSpan lifetime)
    {
        var box = secret is null ? null : _sealer.Seal(secret, $"{userId:D}/{template}");
        database.Publish(new SendAccountMail(userId, template, box), time.GetUtcNow(), lifetime);
    }
}
