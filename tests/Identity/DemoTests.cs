using System.Net;
using Csss.Identity.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Identity.Tests;

public sealed class DevelopmentFactory : IdentityFactory
{
    protected override string EnvironmentName => "Development";

    /// <summary>bcrypt as it is in earnest.</summary>
    protected override void ConfigureTestServices(IServiceCollection services)
    {
    }
}

public sealed class StagingFactory : IdentityFactory
{
    protected override string EnvironmentName => "Staging";
}

public sealed class DemoTests(DevelopmentFactory development, StagingFactory staging, IdentityFactory production)
    : IClassFixture<DevelopmentFactory>, IClassFixture<StagingFactory>, IClassFixture<IdentityFactory>
{
    [Theory]
    [InlineData("admin@csss.com", "Admin@123", "admin")]
    [InlineData("doctor@csss.com", "Doctor@123", "doctor")]
    [InlineData("patient@csss.com", "Patient@123", "patient")]
    [InlineData("pharma@csss.com", "Pharma@123", "pharmacist")]
    public async Task The_demo_accounts_are_there_in_development_and_nowhere_else(string email, string password, string role)
    {
        (await new Visitor(development).LoginAsync(email, password)).Role.ShouldBe(role);
        (await new Visitor(staging).TryLoginAsync(email, password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await new Visitor(production).TryLoginAsync(email, password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_second_start_makes_no_second_accounts()
    {
        using var first = development.CreateClient();
        await using var again = development.WithWebHostBuilder(_ => { });
        using var second = again.CreateClient();
        await using var scope = again.Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<IdentityDb>().Users.CountAsync()).ShouldBe(4);
    }

    [Fact]
    public async Task Passwords_are_kept_as_bcrypt_of_work_factor_12()
    {
        using var client = development.CreateClient();
        await using var scope = development.Services.CreateAsyncScope();
        var hashes = await scope.ServiceProvider.GetRequiredService<IdentityDb>().Users.Select(user => user.PasswordHash).ToListAsync();
        hashes.ShouldAllBe(hash => hash.StartsWith("$2a$12$", StringComparison.Ordinal) && hash.Length == 60);
        hashes.Distinct().Count().ShouldBe(4);
    }
}

public sealed class PasswordHasherTests
{
    [Fact]
    public async Task Nothing_past_bcrypts_72_bytes_is_cut_off()
    {
        using var hasher = new PasswordHasher(workFactor: 4);
        var long1 = new string('x', 100) + "1";
        var hash = await hasher.HashAsync(long1, CancellationToken.None);
        (await hasher.VerifyAsync(long1, hash, CancellationToken.None)).ShouldBeTrue();
        (await hasher.VerifyAsync(new string('x', 100) + "2", hash, CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task Nobodys_password_opens_nothing()
    {
        using var hasher = new PasswordHasher(workFactor: 4);
        (await hasher.VerifyAsync("nobody's password", hash: null, CancellationToken.None)).ShouldBeFalse();
    }
}
