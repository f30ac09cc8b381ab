using System.Security.Cryptography;
using Csss.Identity.Accounts;
using Csss.Storage.Encryption;
using Csss.Testing;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using OtpNet;

namespace Csss.Identity.Tests;

/// <summary>Identity in the test's process, with a clock that the test moves and bcrypt made cheap.</summary>
public class IdentityFactory : ServiceFactory<Program>
{
    public const string ReportsSecret = "a-secret-of-reports-0123456789";

    public const string NotificationsSecret = "a-secret-of-notifications-0123";

    private readonly byte[] _sealingKey = RandomNumberGenerator.GetBytes(32);

    /// <summary>Starts at the present: tokens are validated by the real clock.</summary>
    public FakeTimeProvider Time { get; } = new(TimeProvider.System.GetUtcNow());

    /// <summary>Opens what Identity seals for Notifications.</summary>
    public ISealer MailSealer => new Sealer(_sealingKey);

    /// <summary>The messages of a kind that have left so far; does not wait for more.</summary>
    public IReadOnlyList<T> Published<T>(Func<T, bool>? which = null)
        where T : class =>
        [.. Harness.Published.Select<T>().Select(sent => sent.Context.Message).Where(which ?? (_ => true))];

    /// <summary>What an authenticator shows now, or so many steps from now.</summary>
    public string TotpOf(string secret, int steps = 0) =>
        new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(Time.GetUtcNow().UtcDateTime.AddSeconds(30 * steps));

    internal async Task<T> WithDatabaseAsync<T>(Func<IdentityDb, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<IdentityDb>());
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Setting("Mail:SealingKey", Convert.ToBase64String(_sealingKey));
        Setting("ServiceClients:csss-reports:Secret", ReportsSecret);
        Setting("ServiceClients:csss-notifications:Secret", NotificationsSecret);
        Setting("Limits:RequestsPerMinute", "100000");
        Setting("Limits:FailuresPerTenMinutes", "100000");
    }

    /// <summary>Started once the bus is: the relay would wait for it by a clock that stands still.</summary>
    protected override IHost CreateHost(IHostBuilder builder)
    {
        var host = base.CreateHost(builder);
        host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromSeconds(30)).GetAwaiter().GetResult();
        return host;
    }

    protected override void ConfigureTestServices(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton(new PasswordHasher(workFactor: 4));
    }
}
