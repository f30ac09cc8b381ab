using System.Globalization;
using System.Net;
using Csss.Contracts.Commands;
using Csss.Identity.OneTimeCodes;
using Csss.Testing;

namespace Csss.Identity.Tests;

public sealed class OneTimeCodeTests(IdentityFactory factory) : IClassFixture<IdentityFactory>
{
    private readonly Visitor _visitor = new(factory);

    [Fact]
    public async Task Five_wrong_tries_kill_the_code_but_not_the_account()
    {
        var (email, id, code) = await RegisteredAsync();
        for (var i = 1; i <= OneTimeCode.MaxTries; i++)
            await RefusedAsync(email, Other(code, i));
        await RefusedAsync(email, code);

        (await _visitor.PostAsync("/otp/send", new { email })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await _visitor.VerifyAsync(email, await _visitor.CodeMailedToAsync(id, nth: 2));
    }

    [Fact]
    public async Task Four_wrong_tries_leave_the_fifth()
    {
        var (email, _, code) = await RegisteredAsync();
        for (var i = 1; i < OneTimeCode.MaxTries; i++) await RefusedAsync(email, Other(code, i));
        await _visitor.VerifyAsync(email, code);
    }

    [Fact]
    [Trait(TestDatabase.Trait, TestDatabase.Every)]
    public async Task Guesses_in_parallel_never_get_past_the_fifth()
    {
        var (email, _, code) = await RegisteredAsync();
        await Task.WhenAll(Enumerable.Range(1, 40).Select(i => RefusedAsync(email, Other(code, i))));
        await RefusedAsync(email, code);
    }

    [Fact]
    [Trait(TestDatabase.Trait, TestDatabase.Every)]
    public async Task A_code_works_once_also_in_parallel()
    {
        var (email, _, code) = await RegisteredAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _visitor.TryVerifyAsync(email, code)));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        await RefusedAsync(email, code);
    }

    [Fact]
    public async Task A_code_is_worth_nothing_after_ten_minutes()
    {
        var (email, _, code) = await RegisteredAsync();
        factory.Time.Advance(CodeIssuer.Lifetime + TimeSpan.FromSeconds(1));
        await RefusedAsync(email, code);
    }

    [Fact]
    public async Task A_new_code_voids_the_one_before()
    {
        var (email, id, first) = await RegisteredAsync();
        await _visitor.PostAsync("/otp/send", new { email });
        var second = await _visitor.CodeMailedToAsync(id, nth: 2);
        if (first != second) await RefusedAsync(email, first);
        await _visitor.VerifyAsync(email, second);
    }

    [Fact]
    public async Task One_accounts_code_opens_no_other()
    {
        var (_, _, code) = await RegisteredAsync();
        var (other, _, othersCode) = await RegisteredAsync();
        if (code != othersCode) await RefusedAsync(other, code);
    }

    [Fact]
    public async Task Sending_and_verifying_look_the_same_for_known_unknown_and_active_addresses()
    {
        var (pending, _, code) = await RegisteredAsync();
        var active = Visitor.NewEmail();
        var session = await _visitor.BecomePatientAsync(active);
        foreach (var email in new[] { pending, active, Visitor.NewEmail(), "no address at all" })
        {
            var sent = await _visitor.PostAsync("/otp/send", new { email });
            sent.StatusCode.ShouldBe(HttpStatusCode.Accepted);
            (await sent.Content.ReadAsStringAsync()).ShouldBeEmpty();
            await RefusedAsync(email, email == pending ? Other(code, 1) : "123456");
        }

        _visitor.MailsTo(session.UserId, AccountMailTemplates.OneTimeCode).Count.ShouldBe(1, "an active account waits for no code");
    }

    private async Task<(string Email, Guid Id, string Code)> RegisteredAsync()
    {
        var email = Visitor.NewEmail();
        var id = (await _visitor.RegisterAsync(email)).UserId;
        return (email, id, await _visitor.CodeMailedToAsync(id));
    }

    private async Task RefusedAsync(string email, string code) =>
        await Visitor.ShouldFailAsync(await _visitor.TryVerifyAsync(email, code), HttpStatusCode.Unauthorized, "invalid_otp");

    private static string Other(string code, int by) =>
        ((int.Parse(code, CultureInfo.InvariantCulture) + by) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
}
