using System.Security.Cryptography;
using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Identity.Accounts;
using Csss.Messaging;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Operations;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Administration;

/// <summary>
/// <c>admin create ADDRESS NAME</c>: the first admin of a new system, with a password that is shown once. Refused while there is an active admin, who can
/// make others.
/// </summary>
internal sealed class AdminCommand(IdentityDb database, DbContextOptions<IdentityDb> options, PasswordHasher passwords, AccessAudit audit, TimeProvider time) : IOperatorCommand
{
    private const string Letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int Length = 20;

    public string Name => "admin";

    public string Usage => "create ADDRESS NAME    the first admin of a new system, with a password that is shown once";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (arguments.Count < 3 || arguments[0] != "create" || !EmailAddress.TryNormalize(arguments[1], out var email)
            || !PersonName.TryTrim(string.Join(' ', arguments.Skip(2)), out var name))
        {
            await output.WriteLineAsync($"{Name} {Usage}");
            return 2;
        }

        if (await RefusalAsync(email, cancellationToken) is { } refusal)
        {
            await output.WriteLineAsync(refusal);
            return 1;
        }

        var password = RandomNumberGenerator.GetString(Letters, Length);
        await CreateAsync(email, name, password, cancellationToken);
        await output.WriteLineAsync($"Made the admin {email}. The password, shown this once, is {password}; change it after the first login.");
        return 0;
    }

    private async Task<string?> RefusalAsync(string email, CancellationToken cancellationToken)
    {
        await using var migrated = database.Database.IsNpgsql() ? new IdentityPostgresDb(options) : new IdentityDb(options);
        if ((await migrated.Database.GetPendingMigrationsAsync(cancellationToken)).Any()) return "The database is not made yet, or older than this version: start the service once first.";
        if (await database.Users.AnyAsync(user => user.Role == Roles.Admin && user.Status == UserStatus.Active, cancellationToken))
            return "There is an active admin already, who can make others.";
        return await database.Users.AnyAsync(user => user.Email == email, cancellationToken) ? "That address has an account already: take another." : null;
    }

    private async Task CreateAsync(string email, string name, string password, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var hash = await passwords.HashAsync(password, cancellationToken);
        var user = new User { Id = Ids.New(now), Email = email, PasswordHash = hash, Role = Roles.Admin, Status = UserStatus.Active, CreatedAt = now }.Called(name);
        database.Add(user);
        database.Publish(new UserRegistered(user.Id, user.Role, user.Status, now), now);
        audit.RecordEvent(database, "user.create", $"users/{user.Id}", Guid.Empty, "operator", allowed: true);
        await database.SaveChangesAsync(cancellationToken);
    }
}
