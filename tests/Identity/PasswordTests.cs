using System.Diagnostics;
using System.Net;
using Csss.Contracts.Commands;
using Csss.Contracts.Events;
using Csss.Identity.Login;
using Csss.Identity.Passwords;
using Csss.Testing;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Tests;

public sealed class PasswordTests(IdentityFactory factory) : IClassFixture<IdentityFactory>
{
    private const string New = "an entirely new phrase";
    private readonly Visitor _visitor = new(factory);

    [Fact]
    public async Task A_mailed_token_sets_a_new_password_once_and_ends_every_session()
    {
        var email = Visitor.NewEmail();
        var session = await _visitor.BecomePatientAsync(email);
        var elsewhere = await _visitor.LoginAsync(email);
        var token = await ForgetAsync(email, session.UserId);

        (await ResetAsync(token, New)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        foreach (var dead in new[] { session, elsewhere })
        {
            (await MeAsync(dead.AccessToken)).ShouldBe(HttpStatusCode.Unauthorized);
            await Visitor.ShouldFailAsync(await _visitor.TryRefreshAsync(dead.RefreshToken), HttpStatusCode.Unauthorized, "invalid_refresh_token");
        }

        await RevokedAsync(session.UserId, 2);
        await Visitor.ShouldFailAsync(await _visitor.TryLoginAsync(email), HttpStatusCode.Unauthorized, "invalid_credentials");
        await _visitor.LoginAsync(email, New);
        await Visitor.ShouldFailAsync(await ResetAsync(token, "yet another phrase"), HttpStatusCode.Unauthorized, "invalid_token");
        await ToldAsync(session.UserId);
    }

    [Fact]
    public async Task Forgetting_says_and_takes_the_same_for_every_address()
    {
        var known = Visitor.NewEmail();
        var session = await _visitor.BecomePatientAsync(known);
        var pending = Visitor.NewEmail();
        var pendingId = (await _visitor.RegisterAsync(pending)).UserId;
        foreach (var email in new[] { known, pending, Visitor.NewEmail(), "no address at all" })
        {
            var watch = Stopwatch.StartNew();
            var answer = await _visitor.PostAsync("/auth/password/forgot", new { email });
            watch.ElapsedMilliseconds.ShouldBeGreaterThan(90, "the answer waits for the next tenth of a second");
            answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
            (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
        }

        await _visitor.SecretMailedToAsync(session.UserId, AccountMailTemplates.PasswordReset);
        _visitor.MailsTo(pendingId, AccountMailTemplates.PasswordReset).ShouldBeEmpty("nobody has proven that address");
    }

    [Fact]
    public async Task A_token_is_worth_nothing_after_half_an_hour()
    {
        var email = Visitor.NewEmail();
        var token = await ForgetAsync(email, (await _visitor.BecomePatientAsync(email)).UserId);
        factory.Time.Advance(PasswordReset.Lifetime + TimeSpan.FromSeconds(1));
        await Visitor.ShouldFailAsync(await ResetAsync(token, New), HttpStatusCode.Unauthorized, "invalid_token");
    }

    [Fact]
    public async Task A_new_token_voids_the_one_before_and_is_not_in_the_database_in_clear()
    {
        var email = Visitor.NewEmail();
        var id = (await _visitor.BecomePatientAsync(email)).UserId;
        var first = await ForgetAsync(email, id);
        var second = await ForgetAsync(email, id, nth: 2);
        await Visitor.ShouldFailAsync(await ResetAsync(first, New), HttpStatusCode.Unauthorized, "invalid_token");
        (await factory.WithDatabaseAsync(database => database.PasswordResets.AsNoTracking().SingleAsync(row => row.UserId == id))).TokenHash.ShouldNotBe(second);
        (await ResetAsync(second, New)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Of_two_resets_with_one_token_in_parallel_one_wins()
    {
        var email = Visitor.NewEmail();
        var token = await ForgetAsync(email, (await _visitor.BecomePatientAsync(email)).UserId);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => ResetAsync(token, $"{New} {i}")));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.NoContent).ShouldBe(1);
    }

    [Fact]
    public async Task A_reset_forgives_wrong_passwords_but_not_the_second_factor()
    {
        var (email, id) = await _visitor.BecomeStaffAsync();
        for (var i = 0; i < LockOut.FreeTries; i++) await _visitor.TryLoginAsync(email, "wrong password");
        (await ResetAsync(await ForgetAsync(email, id), New)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await _visitor.BeginLoginAsync(email, New)).OtpRequired.ShouldBeTrue();
    }

    [Fact]
    public async Task A_reset_voids_a_half_finished_login()
    {
        var (email, id) = await _visitor.BecomeStaffAsync();
        var challenge = await _visitor.BeginLoginAsync(email);
        var code = await _visitor.SecretMailedToAsync(id, AccountMailTemplates.SecondFactorCode);
        await ResetAsync(await ForgetAsync(email, id), New);
        await Visitor.ShouldFailAsync(await _visitor.TryAnswerAsync(email, challenge.ChallengeToken, code), HttpStatusCode.Unauthorized, "invalid_otp");
    }

    [Fact]
    public async Task A_change_asks_for_the_old_password_and_ends_the_other_sessions()
    {
        var email = Visitor.NewEmail();
        var session = await _visitor.BecomePatientAsync(email);
        var elsewhere = await _visitor.LoginAsync(email);
        await Visitor.ShouldFailAsync(await ChangeAsync(session.AccessToken, "not the password", New), HttpStatusCode.UnprocessableEntity, "wrong_password");

        (await ChangeAsync(session.AccessToken, Visitor.Password, New)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await MeAsync(session.AccessToken)).ShouldBe(HttpStatusCode.OK);
        await _visitor.RefreshAsync(session.RefreshToken);
        (await MeAsync(elsewhere.AccessToken)).ShouldBe(HttpStatusCode.Unauthorized);
        await RevokedAsync(session.UserId, 1);
        await _visitor.LoginAsync(email, New);
        await ToldAsync(session.UserId);
    }

    [Fact]
    public async Task Whoever_holds_a_stolen_token_cannot_guess_the_password_with_it()
    {
        var email = Visitor.NewEmail();
        var session = await _visitor.BecomePatientAsync(email);
        for (var i = 0; i < LockOut.FreeTries; i++) await ChangeAsync(session.AccessToken, $"wrong password {i}", New);
        await Visitor.ShouldFailAsync(await ChangeAsync(session.AccessToken, Visitor.Password, New), HttpStatusCode.UnprocessableEntity, "wrong_password");
        await Visitor.ShouldFailAsync(await _visitor.TryLoginAsync(email), HttpStatusCode.Unauthorized, "invalid_credentials");
    }

    [Theory]
    [InlineData("short")]
    [InlineData("Password123!")]
    [InlineData("Ada Example 1")]
    public async Task A_bad_password_is_refused_wherever_one_is_chosen(string password)
    {
        var email = Visitor.NewEmail();
        await FieldAsync(await _visitor.TryRegisterAsync(email, password: password), "password");
        var session = await _visitor.BecomePatientAsync(email);
        await FieldAsync(await ChangeAsync(session.AccessToken, Visitor.Password, password), "new_password");
        var token = await ForgetAsync(email, session.UserId);
        await FieldAsync(await ResetAsync(token, password), "password");
        (await ResetAsync(token, New)).StatusCode.ShouldBe(HttpStatusCode.NoContent, "a refused password does not use up the token");
    }

    private static async Task FieldAsync(HttpResponseMessage answer, string field) =>
        (await Visitor.ReadAsync<Problem>(answer, HttpStatusCode.BadRequest)).Errors!.Keys.ShouldBe([field]);

    private async Task<string> ForgetAsync(string email, Guid id, int nth = 1)
    {
        (await _visitor.PostAsync("/auth/password/forgot", new { email })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        return await _visitor.SecretMailedToAsync(id, AccountMailTemplates.PasswordReset, nth);
    }

    private Task<HttpResponseMessage> ResetAsync(string token, string password) => _visitor.PostAsync("/auth/password/reset", new { token, password });

    private Task<HttpResponseMessage> ChangeAsync(string accessToken, string current, string changed) =>
        _visitor.SendAsync(HttpMethod.Post, "/auth/password/change", accessToken, new { current_password = current, new_password = changed });

    private async Task<HttpStatusCode> MeAsync(string token) => (await _visitor.SendAsync(HttpMethod.Get, "/auth/me", token)).StatusCode;

    private Task RevokedAsync(Guid id, int sessions) =>
        Eventually.ShouldAsync("SessionRevoked", () => Task.FromResult(factory.Published<SessionRevoked>(gone => gone.UserId == id).Count == sessions));

    private Task ToldAsync(Guid id) =>
        Eventually.ShouldAsync("the owner is told", () => Task.FromResult(_visitor.MailsTo(id, AccountMailTemplates.PasswordChanged) is [{ Secret: null }]));
}
