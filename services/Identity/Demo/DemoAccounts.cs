using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Identity.Accounts;
using Csss.Messaging;
using Csss.Storage.Databases;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Demo;

/// <summary>The four accounts of API.md, with passwords the whole world knows: registered in development and nowhere else.</summary>
internal sealed class DemoAccounts(IServiceScopeFactory scopes, PasswordHasher passwords, TimeProvider time) : IHostedService
{
    private static readonly (string Email, string Password, string Name, string Role)[] All =
    [
        ("admin@csss.com", "Admin@123", "Demo Admin", Roles.Admin),
        ("doctor@csss.com", "Doctor@123", "Demo Doctor", Roles.Doctor),
        ("patient@csss.com", "Patient@123", "Demo Patient", Roles.Patient),
        ("pharma@csss.com", "Pharma@123", "Demo Pharmacist", Roles.Pharmacist),
    ];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        foreach (var (email, password, name, role) in All)
        {
            if (await database.Users.AnyAsync(user => user.Email == email, cancellationToken)) continue;

            var hash = await passwords.HashAsync(password, cancellationToken);
            var now = time.GetUtcNow();
            var user = new User { Id = Ids.New(now), Email = email, PasswordHash = hash, Role = role, Status = UserStatus.Active, CreatedAt = now }.Called(name);
            database.Add(user);
            database.Publish(new UserRegistered(user.Id, user.Role, user.Status, now), now);
        }

        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            // Another replica started at the same moment and made all four.
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
