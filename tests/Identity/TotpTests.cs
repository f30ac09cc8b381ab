using System.Net;
using Csss.Contracts;
using Csss.Contracts.Commands;
using Csss.Identity.TwoFactor;
using Csss.Testing;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Tests;

public sealed class TotpTests(IdentityFactory factory) : IClassFixture<IdentityFactory>
{
    private readonly Visitor _visitor = new(factory);

    [Fact]
    public async Task An_enrolled_authenticator_is_asked_for_and_nothing_is_mailed()
    {
        var (email, id, secret, _) = await EnrolledAsync();
        NextStep();
        var challenge = await _visitor.BeginLoginAsync(email);
        challenge.Method.ShouldBe("totp");
        (await _visitor.AnswerAsync(email, challenge.ChallengeToken, factory.TotpOf(secret))).UserId.ShouldBe(id);
        _visitor.MailsTo(id, AccountMailTemplates.SecondFactorCode).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_secret_comes_as_base32_and_as_the_address_that_apps_scan()
    {
        var session = await _visitor.BecomePatientAsync();
        var enrolled = await Visitor.ReadAsync<Enrolled>(await EnrollAsync(session.AccessToken), HttpStatusCode.OK);
        enrolled.Secret.ShouldMatch("^[A-Z2-7]{32}$");
        enrolled.OtpauthUri.ShouldStartWith("otpauth://totp/CSSS:");
        enrolled.OtpauthUri.ShouldContain($"secret={enrolled.Secret}&issuer=CSSS&algorithm=SHA1&digits=6&period=30");
    }

    [Fact]
    public async Task It_counts_only_once_it_is_confirmed()
    {
        var email = Visitor.NewEmail();
        var session = await _visitor.BecomePatientAsync(email);
        var enrolled = await Visitor.ReadAsync<Enrolled>(await EnrollAsync(session.AccessToken), HttpStatusCode.OK);
        await Visitor.ShouldFailAsync(await ConfirmAsync(session.AccessToken, Wrong(enrolled.Secret)), HttpStatusCode.UnprocessableEntity, "invalid_otp");
        (await _visitor.LoginAsync(email)).OtpRequired.ShouldBeFalse();

        factory.Time.Advance(Authenticators.ConfirmWithin + TimeSpan.FromSeconds(1));
        await Visitor.ShouldFailAsync(await ConfirmAsync(session.AccessToken, factory.TotpOf(enrolled.Secret)), HttpStatusCode.Conflict, "not_enrolled");
    }

    [Fact]
    public async Task A_second_one_cannot_be_put_in_place_of_the_first_without_the_password()
    {
        var (email, _, secret, _) = await EnrolledAsync();
        var session = await LoginAsync(email, secret);
        await Visitor.ShouldFailAsync(await EnrollAsync(session.AccessToken), HttpStatusCode.Conflict, "already_enrolled");

        await Visitor.ShouldFailAsync(await RemoveAsync(session.AccessToken, "not the password"), HttpStatusCode.UnprocessableEntity, "wrong_password");
        (await RemoveAsync(session.AccessToken, Visitor.Password)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await _visitor.LoginAsync(email)).OtpRequired.ShouldBeFalse();
        (await factory.WithDatabaseAsync(database => database.RecoveryCodes.CountAsync(code => code.UserId == session.UserId))).ShouldBe(0);
        await _visitor.EnrollAsync(session.AccessToken);
    }

    [Fact]
    public async Task A_code_counts_once_even_for_a_new_challenge()
    {
        var (email, _, secret, _) = await EnrolledAsync();
        NextStep();
        var code = factory.TotpOf(secret);
        await _visitor.AnswerAsync(email, (await _visitor.BeginLoginAsync(email)).ChallengeToken, code);
        await RefusedAsync(email, code);

        NextStep();
        await RefusedAsync(email, code);
        await RefusedAsync(email, factory.TotpOf(secret, steps: -1));
        await _visitor.AnswerAsync(email, (await _visitor.BeginLoginAsync(email)).ChallengeToken, factory.TotpOf(secret));
    }

    [Fact]
    public async Task The_code_that_confirmed_it_does_not_log_in_as_well()
    {
        var (email, _, secret, _) = await EnrolledAsync();
        await RefusedAsync(email, factory.TotpOf(secret));
    }

    [Fact]
    public async Task One_code_in_two_logins_at_the_same_time_lets_one_in()
    {
        var (email, _, secret, _) = await EnrolledAsync();
        NextStep();
        var first = await _visitor.BeginLoginAsync(email);
        var second = await _visitor.BeginLoginAsync(email);
        var answers = await Task.WhenAll(new[] { first, second }.Select(challenge => _visitor.TryAnswerAsync(email, challenge.ChallengeToken, factory.TotpOf(secret))));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(1, true)]
    [InlineData(-2, false)]
    [InlineData(2, false)]
    public async Task A_clock_may_be_one_step_off(int steps, bool accepted)
    {
        var (email, _, secret, _) = await EnrolledAsync();
        for (var i = 0; i < 4; i++) NextStep();
        var challenge = await _visitor.BeginLoginAsync(email);
        (await _visitor.TryAnswerAsync(email, challenge.ChallengeToken, factory.TotpOf(secret, steps))).StatusCode
            .ShouldBe(accepted ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Who_lost_it_comes_in_with_a_mailed_code()
    {
        var (email, id, _, _) = await EnrolledAsync();
        var challenge = await _visitor.BeginLoginAsync(email);
        await _visitor.PostAsync("/otp/send", new { email, challenge_token = challenge.ChallengeToken });
        await _visitor.AnswerAsync(email, challenge.ChallengeToken, await _visitor.SecretMailedToAsync(id, AccountMailTemplates.SecondFactorCode));
    }

    [Fact]
    public async Task Who_lost_it_comes_in_with_each_recovery_code_once()
    {
        var (email, id, _, codes) = await EnrolledAsync();
        codes.Count.ShouldBe(10);
        codes.Distinct(StringComparer.Ordinal).Count().ShouldBe(10);
        foreach (var code in codes) code.ShouldMatch("^[A-Z2-7]{4}(?:-[A-Z2-7]{4}){3}$");

        await _visitor.AnswerAsync(email, (await _visitor.BeginLoginAsync(email)).ChallengeToken, codes[0]);
        await RefusedAsync(email, codes[0]);
        await _visitor.AnswerAsync(email, (await _visitor.BeginLoginAsync(email)).ChallengeToken, codes[1].Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant());
        (await factory.WithDatabaseAsync(database => database.RecoveryCodes.CountAsync(code => code.UserId == id))).ShouldBe(8);
    }

    [Fact]
    public async Task One_accounts_recovery_code_is_nothing_for_another()
    {
        var (_, _, _, codes) = await EnrolledAsync();
        var (other, _, _, _) = await EnrolledAsync();
        await RefusedAsync(other, codes[0]);
    }

    [Fact]
    public async Task Neither_secret_nor_recovery_codes_are_in_the_database_in_clear()
    {
        var (_, id, secret, codes) = await EnrolledAsync();
        (await factory.WithDatabaseAsync(database => database.Authenticators.AsNoTracking().SingleAsync(app => app.UserId == id))).SealedSecret.ShouldNotContain(secret);
        var files = Directory.GetFiles(factory.StorageDirectory, "data.db*").Where(name => !name.EndsWith("-shm", StringComparison.Ordinal)).Select(Read).ToList();
        foreach (var text in new[] { secret, codes[0], codes[0].Replace("-", "", StringComparison.Ordinal) })
            files.Any(file => Contains(file, text)).ShouldBeFalse();
    }

    private static bool Contains(byte[] bytes, string text) => bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;

    private static byte[] Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private async Task<(string Email, Guid Id, string Secret, IReadOnlyList<string> Codes)> EnrolledAsync()
    {
        var email = Visitor.NewEmail();
        var session = await _visitor.BecomePatientAsync(email);
        var (secret, codes) = await _visitor.EnrollAsync(session.AccessToken);
        return (email, session.UserId, secret, codes);
    }

    private async Task<SignedIn> LoginAsync(string email, string secret)
    {
        NextStep();
        return await _visitor.AnswerAsync(email, (await _visitor.BeginLoginAsync(email)).ChallengeToken, factory.TotpOf(secret));
    }

    private void NextStep() => factory.Time.Advance(TimeSpan.FromSeconds(30));

    private string Wrong(string secret)
    {
        var right = new[] { -1, 0, 1 }.Select(step => factory.TotpOf(secret, step)).ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(0, 4).Select(i => $"00000{i}").First(code => !right.Contains(code));
    }

    private Task<HttpResponseMessage> EnrollAsync(string token) => _visitor.SendAsync(HttpMethod.Post, "/auth/totp/enroll", token);

    private Task<HttpResponseMessage> ConfirmAsync(string token, string otp) => _visitor.SendAsync(HttpMethod.Post, "/auth/totp/confirm", token, new { otp });

    private Task<HttpResponseMessage> RemoveAsync(string token, string password) => _visitor.SendAsync(HttpMethod.Delete, "/auth/totp", token, new { password });

    private async Task RefusedAsync(string email, string otp) =>
        await Visitor.ShouldFailAsync(await _visitor.TryAnswerAsync(email, (await _visitor.BeginLoginAsync(email)).ChallengeToken, otp), HttpStatusCode.Unauthorized, "invalid_otp");
}
