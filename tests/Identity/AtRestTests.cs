using System.Net;
using System.Text;
using Csss.Contracts.Commands;
using Csss.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Identity.Tests;

public sealed class AtRestTests(IdentityFactory factory) : IClassFixture<IdentityFactory>
{
    private readonly Visitor _visitor = new(factory);

    [Fact]
    public async Task No_code_password_or_refresh_token_is_in_the_database_files_in_clear()
    {
        var email = Visitor.NewEmail();
        var registered = await _visitor.RegisterAsync(email);
        var code = await _visitor.CodeMailedToAsync(registered.UserId);
        var before = DatabaseBytes();
        await _visitor.VerifyAsync(email, code);
        var login = await _visitor.LoginAsync(email);

        foreach (var bytes in new[] { before, DatabaseBytes() })
        {
            Contains(bytes, email).ShouldBeTrue("the files are searched where rows are");
            Contains(bytes, $"\"{code}\"").ShouldBeFalse();
            foreach (var secret in new[] { Visitor.Password, login.RefreshToken, login.AccessToken }) Contains(bytes, secret).ShouldBeFalse();
        }

        await NoTextColumnHoldsAsync(code);
    }

    [Fact]
    public async Task The_mail_command_carries_the_code_sealed_for_that_user_and_template_alone()
    {
        var registered = await _visitor.RegisterAsync(Visitor.NewEmail());
        await _visitor.CodeMailedToAsync(registered.UserId);
        var mail = _visitor.MailsTo(registered.UserId, AccountMailTemplates.OneTimeCode).Single();

        foreach (var context in new[] { $"{Guid.NewGuid():D}/{mail.Template}", $"{registered.UserId:D}/{AccountMailTemplates.PasswordReset}", "" })
            Should.Throw<System.Security.Cryptography.CryptographicException>(() => factory.MailSealer.Open(mail.Secret!, context));
    }

    [Fact]
    public async Task Keys_survive_a_restart_and_so_do_tokens()
    {
        var login = await _visitor.BecomePatientAsync();
        using var first = factory.ClientWith(token: null);
        var keys = await first.GetStringAsync("/.well-known/jwks");

        await using var restarted = factory.WithWebHostBuilder(_ => { });
        using var client = restarted.CreateClient();
        (await client.GetStringAsync("/.well-known/jwks")).ShouldBe(keys);
        client.DefaultRequestHeaders.Authorization = new("Bearer", login.AccessToken);
        (await client.GetAsync("/auth/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_replica_that_starts_later_knows_the_sessions_that_ended_before()
    {
        var login = await _visitor.BecomePatientAsync();
        await _visitor.SendAsync(HttpMethod.Post, "/auth/logout", login.AccessToken);

        await using var later = factory.WithWebHostBuilder(_ => { });
        using var client = later.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", login.AccessToken);
        await Eventually.ShouldAsync("the revocation is read", async () => (await client.GetAsync("/auth/me")).StatusCode == HttpStatusCode.Unauthorized);
    }

    private byte[] DatabaseBytes()
    {
        using var all = new MemoryStream();
        foreach (var file in Directory.GetFiles(factory.StorageDirectory, "data.db*").Where(name => !name.EndsWith("-shm", StringComparison.Ordinal)))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            stream.CopyTo(all);
        }

        return all.ToArray();
    }

    private static bool Contains(byte[] bytes, string text) => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    /// <summary>Six digits occur by chance in a file of random bytes, but not as a value of their own.</summary>
    private async Task NoTextColumnHoldsAsync(string code)
    {
        await using var scope = factory.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        foreach (var table in database.Model.GetEntityTypes())
            foreach (var column in table.GetProperties().Where(property => property.ClrType == typeof(string)))
            {
                var sql = $"SELECT COUNT(*) AS \"Value\" FROM \"{table.GetTableName()}\" WHERE \"{column.GetColumnName()}\" = '{code}'";
                (await database.Database.SqlQueryRaw<int>(sql).SingleAsync()).ShouldBe(0, column.ToString());
            }
    }
}
