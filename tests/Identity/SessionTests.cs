using System.Net;
using Csss.Contracts.Events;
using Csss.Identity.Accounts;
using Csss.Identity.Login;
using Csss.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Csss.Identity.Tests;

public sealed class SessionTests(IdentityFactory factory) : IClassFixture<IdentityFactory>
{
    private readonly Visitor _visitor = new(factory);

    [Fact]
    public async Task A_refresh_rotates_both_tokens()
    {
        var login = await _visitor.BecomePatientAsync();
        var renewed = await _visitor.RefreshAsync(login.RefreshToken);
        renewed.RefreshToken.ShouldNotBe(login.RefreshToken);
        renewed.AccessToken.ShouldNotBe(login.AccessToken);
        (renewed.UserId, renewed.Name, renewed.OtpRequired).ShouldBe((login.UserId, login.Name, false));
        (await MeAsync(renewed.AccessToken)).ShouldBe(HttpStatusCode.OK);
        await _visitor.RefreshAsync(renewed.RefreshToken);
    }

    [Fact]
    public async Task An_old_refresh_token_kills_the_family()
    {
        var login = await _visitor.BecomePatientAsync();
        var renewed = await _visitor.RefreshAsync(login.RefreshToken);

        await RefusedAsync(login.RefreshToken);
        await RefusedAsync(renewed.RefreshToken);
        (await MeAsync(renewed.AccessToken)).ShouldBe(HttpStatusCode.Unauthorized);
        await RevokedOnceAsync(login.UserId);
    }

    [Fact]
    [Trait(TestDatabase.Trait, TestDatabase.Every)]
    public async Task Of_refreshes_in_parallel_exactly_one_wins_and_the_family_dies()
    {
        var login = await _visitor.BecomePatientAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _visitor.TryRefreshAsync(login.RefreshToken)));
        var winner = answers.Single(answer => answer.StatusCode == HttpStatusCode.OK);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized).ShouldBe(7);
        await RefusedAsync((await Visitor.ReadAsync<SignedIn>(winner, HttpStatusCode.OK)).RefreshToken);
        await RevokedOnceAsync(login.UserId);
    }

    [Fact]
    public async Task Logout_kills_the_session_here_at_once_and_tells_everybody()
    {
        var email = Visitor.NewEmail();
        var login = await _visitor.BecomePatientAsync(email);
        var elsewhere = await _visitor.LoginAsync(email);
        (await _visitor.SendAsync(HttpMethod.Post, "/auth/logout", login.AccessToken)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await MeAsync(login.AccessToken)).ShouldBe(HttpStatusCode.Unauthorized);
        await RefusedAsync(login.RefreshToken);
        (await MeAsync(elsewhere.AccessToken)).ShouldBe(HttpStatusCode.OK, "the other session lives");
        await RevokedOnceAsync(login.UserId);
    }

    [Fact]
    public async Task A_session_dies_of_idleness()
    {
        var login = await _visitor.BecomePatientAsync();
        factory.Time.Advance(TimeSpan.FromHours(8) - TimeSpan.FromMinutes(1));
        var renewed = await _visitor.RefreshAsync(login.RefreshToken);
        factory.Time.Advance(TimeSpan.FromHours(8) + TimeSpan.FromMinutes(1));
        await RefusedAsync(renewed.RefreshToken);
    }

    [Fact]
    public async Task A_session_dies_of_age_however_busy()
    {
        var session = await _visitor.BecomePatientAsync();
        for (var hours = 0; hours < 7 * 24; hours += 7)
        {
            session = await _visitor.RefreshAsync(session.RefreshToken);
            factory.Time.Advance(TimeSpan.FromHours(7));
        }

        await RefusedAsync(session.RefreshToken);
    }

    [Fact]
    public async Task An_account_that_is_no_longer_active_cannot_refresh()
    {
        var login = await _visitor.BecomePatientAsync();
        await ChangeAsync(login.UserId, set => set.SetProperty(user => user.Status, "disabled"));
        await RefusedAsync(login.RefreshToken);
        (await MeAsync(login.AccessToken)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_account_whose_role_changed_cannot_refresh()
    {
        var login = await _visitor.BecomePatientAsync();
        await ChangeAsync(login.UserId, set => set.SetProperty(user => user.Role, "pharmacist"));
        await RefusedAsync(login.RefreshToken);
    }

    [Fact]
    public async Task A_made_up_refresh_token_opens_nothing()
    {
        await RefusedAsync("made-up");
        await RefusedAsync(OpaqueToken.New());
    }

    [Fact]
    public async Task Cleaning_forgets_what_opens_nothing_and_keeps_the_rest()
    {
        var kept = await _visitor.BecomePatientAsync();
        var ended = await _visitor.BecomePatientAsync();
        await _visitor.SendAsync(HttpMethod.Post, "/auth/logout", ended.AccessToken);
        await using var scope = factory.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<IdentityDb>();

        await Cleaning.CleanAsync(database, factory.Time.GetUtcNow().AddDays(2), CancellationToken.None);

        (await database.Sessions.CountAsync(session => session.UserId == ended.UserId)).ShouldBe(0);
        (await database.Sessions.CountAsync(session => session.UserId == kept.UserId)).ShouldBe(1);
        await RefusedAsync(ended.RefreshToken);
        await _visitor.RefreshAsync(kept.RefreshToken);
    }

    [Fact]
    public async Task Cleaning_that_fails_is_tried_again_and_does_not_stop_the_service()
    {
        var time = new FakeTimeProvider();
        var database = new AbsentDatabase();
        using var cleaning = new Cleaning(database, time, NullLogger<Cleaning>.Instance);
        await cleaning.StartAsync(CancellationToken.None);

        await Eventually.ShouldAsync("a second round", () =>
        {
            time.Advance(Cleaning.Every);
            return Task.FromResult(database.Asked >= 2);
        });

        cleaning.ExecuteTask!.IsCompleted.ShouldBeFalse();
        await cleaning.StopAsync(CancellationToken.None);
    }

    private async Task<HttpStatusCode> MeAsync(string token) => (await _visitor.SendAsync(HttpMethod.Get, "/auth/me", token)).StatusCode;

    private async Task RefusedAsync(string refreshToken) =>
        await Visitor.ShouldFailAsync(await _visitor.TryRefreshAsync(refreshToken), HttpStatusCode.Unauthorized, "invalid_refresh_token");

    private Task RevokedOnceAsync(Guid userId) =>
        Eventually.ShouldAsync("SessionRevoked", () => Task.FromResult(factory.Published<SessionRevoked>(gone => gone.UserId == userId).Count == 1));

    private async Task ChangeAsync(Guid id, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<User>> change)
    {
        await using var scope = factory.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IdentityDb>().Users.Where(user => user.Id == id).ExecuteUpdateAsync(change);
    }

    private sealed class AbsentDatabase : IServiceScopeFactory
    {
        private int _asked;

        public int Asked => Volatile.Read(ref _asked);

        public IServiceScope CreateScope()
        {
            Interlocked.Increment(ref _asked);
            throw new IOException("The disk is away.");
        }
    }
}
