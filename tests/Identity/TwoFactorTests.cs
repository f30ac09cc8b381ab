using System.Net;
using Csss.Contracts;
using Csss.Contracts.Commands;
using Csss.Identity.Accounts;
using Csss.Identity.TwoFactor;
using Csss.Testing;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Tests;

/// <summary>Staff, outside development: the second factor that the policy asks for.</summary>
public sealed class TwoFactorTests(IdentityFactory factory) : IClassFixture<IdentityFactory>
{
    private readonly Visitor _visitor = new(factory);

    [Theory]
    [InlineData(Roles.Doctor)]
    [InlineData(Roles.Pharmacist)]
    public async Task Staff_get_a_challenge_for_the_right_password_and_are_in_with_the_mailed_code(string role)
    {
        var (email, id) = await _visitor.BecomeStaffAsync(role);
        var challenge = await _visitor.BeginLoginAsync(email);
        (challenge.OtpRequired, challenge.ExpiresIn, challenge.Method, challenge.AccessToken, challenge.Role).ShouldBe((true, 600, "email", null, null));

        var session = await _visitor.AnswerAsync(email, challenge.ChallengeToken, await CodeAsync(id));

        (session.OtpRequired, session.Role, session.UserId).ShouldBe((false, role, id));
        (await MeAsync(session.AccessToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await _visitor.RefreshAsync(session.RefreshToken);
    }

    [Fact]
    public async Task Patients_are_in_by_password_until_they_enrol_an_authenticator()
    {
        var session = await _visitor.BecomePatientAsync();
        (await TwoFactorOfAsync(session.AccessToken)).ShouldBeFalse();
        await _visitor.EnrollAsync(session.AccessToken);
        (await TwoFactorOfAsync(session.AccessToken)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_challenge_token_opens_nothing_but_its_own_two_routes()
    {
        var (email, _) = await _visitor.BecomeStaffAsync();
        var token = (await _visitor.BeginLoginAsync(email)).ChallengeToken;
        var doors = new[]
        {
            ("GET", "/auth/me"), ("GET", "/auth/sessions"), ("POST", "/auth/logout"), ("POST", "/auth/totp/enroll"), ("GET", "/doctor/patients"), ("GET", $"/internal/users/{Ids.New()}"),
        };
        foreach (var (method, route) in doors)
            (await _visitor.SendAsync(new HttpMethod(method), route, token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, route);
        await Visitor.ShouldFailAsync(await _visitor.TryRefreshAsync(token), HttpStatusCode.Unauthorized, "invalid_refresh_token");
        await Visitor.ShouldFailAsync(await _visitor.PostAsync("/auth/password/reset", new { token, password = "a new password" }), HttpStatusCode.Unauthorized, "invalid_token");
    }

    [Fact]
    public async Task A_code_answers_its_own_challenge_of_its_own_account_and_no_other()
    {
        var (email, id) = await _visitor.BecomeStaffAsync();
        var (otherEmail, _) = await _visitor.BecomeStaffAsync();
        var first = await _visitor.BeginLoginAsync(email);
        var code = await CodeAsync(id);
        var second = await _visitor.BeginLoginAsync(email);
        var secondCode = await CodeAsync(id, nth: 2);
        var others = await _visitor.BeginLoginAsync(otherEmail);

        if (code != secondCode) await RefusedAsync(email, second.ChallengeToken, code);
        await RefusedAsync(otherEmail, others.ChallengeToken, code);
        await RefusedAsync(otherEmail, first.ChallengeToken, code);
        await RefusedAsync(email, "made-up", code);
        await Visitor.ShouldFailAsync(await _visitor.TryVerifyAsync(email, code), HttpStatusCode.Unauthorized, "invalid_otp");
        await _visitor.AnswerAsync(email, first.ChallengeToken, code);
    }

    [Fact]
    public async Task A_code_that_proves_an_address_completes_no_login()
    {
        var (email, id) = await _visitor.BecomeStaffAsync();
        await factory.WithDatabaseAsync(database => SetStatusAsync(database, id, UserStatus.PendingVerification));
        await _visitor.PostAsync("/otp/send", new { email });
        var code = await _visitor.CodeMailedToAsync(id, nth: 2);
        await factory.WithDatabaseAsync(database => SetStatusAsync(database, id, UserStatus.Active));

        var challenge = await _visitor.BeginLoginAsync(email);
        if (code != await CodeAsync(id)) await RefusedAsync(email, challenge.ChallengeToken, code);
    }

    [Fact]
    public async Task Of_two_right_answers_in_parallel_exactly_one_wins()
    {
        var (email, id) = await _visitor.BecomeStaffAsync();
        var challenge = await _visitor.BeginLoginAsync(email);
        var code = await CodeAsync(id);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _visitor.TryAnswerAsync(email, challenge.ChallengeToken, code)));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        (await factory.WithDatabaseAsync(database => database.Sessions.CountAsync(session => session.UserId == id))).ShouldBe(1);
        await RefusedAsync(email, challenge.ChallengeToken, code);
    }

    [Fact]
    public async Task A_challenge_dies_after_ten_minutes()
    {
        var (email, id) = await _visitor.BecomeStaffAsync();
        var challenge = await _visitor.BeginLoginAsync(email);
        var code = await CodeAsync(id);
        factory.Time.Advance(Challenge.Lifetime + TimeSpan.FromSeconds(1));
        await RefusedAsync(email, challenge.ChallengeToken, code);
    }

    [Fact]
    public async Task A_code_can_be_mailed_again_and_voids_the_one_before()
    {
        var (email, id) = await _visitor.BecomeStaffAsync();
        var challenge = await _visitor.BeginLoginAsync(email);
        var first = await CodeAsync(id);
        (await _visitor.PostAsync("/otp/send", new { email, challenge_token = challenge.ChallengeToken })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var second = await CodeAsync(id, nth: 2);
        if (first != second) await RefusedAsync(email, challenge.ChallengeToken, first);
        await _visitor.AnswerAsync(email, challenge.ChallengeToken, second);
    }

    [Fact]
    public async Task Sending_says_the_same_whatever_the_challenge_is()
    {
        var (email, id) = await _visitor.BecomeStaffAsync();
        var challenge = await _visitor.BeginLoginAsync(email);
        await CodeAsync(id);
        foreach (var body in new object[] { new { email, challenge_token = "made-up" }, new { email = Visitor.NewEmail(), challenge_token = challenge.ChallengeToken }, new { email } })
        {
            var answer = await _visitor.PostAsync("/otp/send", body);
            answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
            (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
        }

        _visitor.MailsTo(id, AccountMailTemplates.SecondFactorCode).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_is_disabled_between_password_and_code_does_not_come_in()
    {
        var (email, id) = await _visitor.BecomeStaffAsync();
        var challenge = await _visitor.BeginLoginAsync(email);
        var code = await CodeAsync(id);
        await factory.WithDatabaseAsync(database => SetStatusAsync(database, id, "disabled"));
        await RefusedAsync(email, challenge.ChallengeToken, code);
    }

    [Fact]
    public async Task Neither_challenge_nor_code_is_in_the_database_in_clear()
    {
        var (email, id) = await _visitor.BecomeStaffAsync();
        var challenge = await _visitor.BeginLoginAsync(email);
        var code = await CodeAsync(id);
        var row = await factory.WithDatabaseAsync(database => database.Challenges.AsNoTracking().SingleAsync(row => row.UserId == id));
        row.TokenHash.ShouldNotBe(challenge.ChallengeToken);
        row.MailedCode!.Length.ShouldBe(32);
        row.MailedCode.ShouldNotBe(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(code)), "a million codes are tried in no time: the hash is keyed");
    }

    private Task<string> CodeAsync(Guid id, int nth = 1) => _visitor.SecretMailedToAsync(id, AccountMailTemplates.SecondFactorCode, nth);

    private Task<HttpResponseMessage> MeAsync(string token) => _visitor.SendAsync(HttpMethod.Get, "/auth/me", token);

    private async Task<bool> TwoFactorOfAsync(string token) => (await Visitor.ReadAsync<TwoFactorOnly>(await MeAsync(token), HttpStatusCode.OK)).TwoFactor;

    private static Task<int> SetStatusAsync(IdentityDb database, Guid id, string status) =>
        database.Users.Where(user => user.Id == id).ExecuteUpdateAsync(set => set.SetProperty(user => user.Status, status));

    private async Task RefusedAsync(string email, string token, string code) =>
        await Visitor.ShouldFailAsync(await _visitor.TryAnswerAsync(email, token, code), HttpStatusCode.Unauthorized, "invalid_otp");

    private sealed record TwoFactorOnly(bool TwoFactor);
}
