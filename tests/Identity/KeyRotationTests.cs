using System.Net;
using Csss.Identity.Tokens;
using Csss.ServiceDefaults.Operations;
using Csss.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Csss.Identity.Tests;

public sealed class KeyRotationTests : IAsyncLifetime
{
    private readonly IdentityFactory _factory = new();

    public ValueTask InitializeAsync() => _factory.InitializeAsync();

    public ValueTask DisposeAsync() => _factory.DisposeAsync();

    [Fact]
    public async Task An_operators_key_is_announced_then_signs_beside_the_old_one_which_is_then_destroyed()
    {
        var login = await Visitor.BecomePatientAsync();
        var old = Kid(login.AccessToken);
        (await CommandAsync("rotate")).ShouldContain(old);

        await PublishedAsync(2);
        var session = await Visitor.RefreshAsync(login.RefreshToken);
        Kid(session.AccessToken).ShouldBe(old, "the new one is only announced");

        await AdvanceAsync(TimeSpan.FromHours(1), "the new key signs", () => Task.FromResult(Ring.SigningKeys[0].KeyId != old));
        var renewed = await Visitor.RefreshAsync(session.RefreshToken);
        Kid(renewed.AccessToken).ShouldNotBe(old);
        Kid((await new ServiceClient(_factory).GetTokenAsync()).AccessToken).ShouldBe(Kid(renewed.AccessToken), "services get theirs from the same key");
        (await MeAsync(session.AccessToken)).ShouldBe(HttpStatusCode.OK, "tokens of the old key are good until they end");
        (await KeysAsync()).ShouldBe([Kid(renewed.AccessToken), old]);

        await AdvanceAsync(TimeSpan.FromHours(1), "the old key is gone", async () => (await KeysAsync()).Count == 1);
        (await MeAsync(session.AccessToken)).ShouldBe(HttpStatusCode.Unauthorized);
        (await MeAsync(renewed.AccessToken)).ShouldBe(HttpStatusCode.OK);
        var row = await _factory.WithDatabaseAsync(database => database.Keys.AsNoTracking().SingleAsync(key => key.Id == old));
        (row.Sealed, row.RetiredAt is null).ShouldBe(("", false));
        (await CommandAsync("list")).ShouldContain($"{old}  signs from");
    }

    [Fact]
    public async Task A_key_is_rotated_by_age_alone()
    {
        _factory.Setting("Keys:RotateEvery", "2.00:00:00");
        using var client = _factory.CreateClient();
        var first = (await KeysAsync()).Single();
        await AdvanceAsync(TimeSpan.FromDays(2) - TimeSpan.FromMinutes(59), "the next one is announced", async () => (await KeysAsync()).Count == 2);
        Ring.SigningKeys[0].KeyId.ShouldBe(first);
        await AdvanceAsync(TimeSpan.FromHours(1), "it signs", () => Task.FromResult(Ring.SigningKeys[0].KeyId != first));
        await AdvanceAsync(TimeSpan.FromHours(1), "the first is gone", async () => !(await KeysAsync()).Contains(first));
        (await KeysAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_leaked_key_is_replaced_at_once_and_nothing_it_signed_is_believed()
    {
        var login = await Visitor.BecomePatientAsync();
        var leaked = Kid(login.AccessToken);
        await CommandAsync("replace");
        await AdvanceAsync(KeyLoading.Every, "the leaked key is gone", async () => !(await KeysAsync()).Contains(leaked));
        (await MeAsync(login.AccessToken)).ShouldBe(HttpStatusCode.Unauthorized);
        (await MeAsync((await Visitor.RefreshAsync(login.RefreshToken)).AccessToken)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Asking_twice_announces_one()
    {
        using var client = _factory.CreateClient();
        await CommandAsync("rotate");
        await CommandAsync("rotate");
        await PublishedAsync(2);
    }

    [Fact]
    public async Task Another_replica_sees_what_the_first_was_told()
    {
        using var client = _factory.CreateClient();
        await using var other = _factory.WithWebHostBuilder(_ => { });
        var ring = other.Services.GetRequiredService<KeyRing>();
        await CommandAsync("rotate");
        await AdvanceAsync(KeyLoading.Every, "the other replica knows", () => Task.FromResult(ring.SigningKeys.Count == 2));
    }

    [Fact]
    public async Task What_is_no_word_of_the_command_is_explained() => (await CommandAsync("turn", exitCode: 2)).ShouldContain("list|rotate|replace");

    /// <summary>Comes when it is needed: settings are made before.</summary>
    private Visitor Visitor => field ??= new Visitor(_factory);

    private KeyRing Ring => _factory.Services.GetRequiredService<KeyRing>();

    private async Task<string> CommandAsync(string word, int exitCode = 0)
    {
        await using var scope = _factory.Services.CreateAsyncScope();
        var command = scope.ServiceProvider.GetServices<IOperatorCommand>().Single(candidate => candidate.Name == "signing-keys");
        await using var output = new StringWriter();
        (await command.RunAsync([word], output, CancellationToken.None)).ShouldBe(exitCode);
        return output.ToString();
    }

    private Task PublishedAsync(int count) => AdvanceAsync(KeyLoading.Every, $"{count} keys are published", async () => (await KeysAsync()).Count == count);

    /// <summary>The worker may not yet wait for the clock when it is moved: it is moved on a little until it has looked.</summary>
    private async Task AdvanceAsync(TimeSpan by, string what, Func<Task<bool>> condition)
    {
        _factory.Time.Advance(by);
        await Eventually.ShouldAsync(what, async () =>
        {
            if (await condition()) return true;

            _factory.Time.Advance(KeyLoading.Every);
            return false;
        });
    }

    private async Task<IReadOnlyList<string>> KeysAsync()
    {
        using var client = _factory.ClientWith(token: null);
        return [.. new JsonWebKeySet(await client.GetStringAsync("/.well-known/jwks")).Keys.Select(key => key.Kid)];
    }

    private static string Kid(string token) => new JsonWebToken(token).Kid;

    private async Task<HttpStatusCode> MeAsync(string token) => (await Visitor.SendAsync(HttpMethod.Get, "/auth/me", token)).StatusCode;
}
