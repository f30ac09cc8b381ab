using Csss.Identity.Accounts;
using Csss.Identity.Clients;
using Csss.Identity.Login;
using Csss.Identity.OneTimeCodes;
using Csss.Identity.Passwords;
using Csss.Identity.Patients;
using Csss.Identity.Tokens;
using Csss.Identity.TwoFactor;
using Csss.Messaging;
using Csss.Storage.Databases;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity;

/// <summary>Everything Identity owns, OpenIddict's clients included.</summary>
internal class IdentityDb(DbContextOptions<IdentityDb> options) : CsssDbContext(options)
{
    public DbSet<User> Users => Set<User>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<RefreshToken> RefreshTokens => Set<RefreshToken>();

    public DbSet<LoginAttempts> LoginAttempts => Set<LoginAttempts>();

    public DbSet<OneTimeCode> OneTimeCodes => Set<OneTimeCode>();

    public DbSet<Challenge> Challenges => Set<Challenge>();

    public DbSet<Authenticator> Authenticators => Set<Authenticator>();

    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    public DbSet<PasswordReset> PasswordResets => Set<PasswordReset>();

    public DbSet<Care> Care => Set<Care>();

    public DbSet<RegisteredClient> Clients => Set<RegisteredClient>();

    public DbSet<StoredKey> Keys => Set<StoredKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(IdentityDb).Assembly);
        modelBuilder.UseOpenIddict();
        modelBuilder.AddMessaging();
    }
}

/// <summary>For <c>dotnet ef</c> alone.</summary>
internal sealed class IdentityDbFactory : DesignTimeFactory<IdentityDb>;

/// <summary>The migrations for PostgreSQL are its.</summary>
internal sealed class IdentityPostgresDb(DbContextOptions<IdentityDb> options) : IdentityDb(options);

internal sealed class IdentityPostgresDbFactory : DesignTimeFactory<IdentityDb, IdentityPostgresDb>;
