using System.Globalization;
using System.Net;
using Csss.Contracts.Commands;
using Csss.Identity.Login;
using Csss.Identity.TwoFactor;
using Csss.Testing;

namespace Csss.Identity.Tests;

/// <summary>Somebody who tries all numbers there are, as fast as the machine goes.</summary>
public sealed class GuessingTests(IdentityFactory factory) : IClassFixture<IdentityFactory>
{
    private const int Guesses = 10_000;
    private readonly Visitor _visitor = new(factory);

    [Fact]
    public async Task Ten_thousand_guesses_at_a_mailed_code_never_get_past_the_fifth()
    {
        var email = Visitor.NewEmail();
        var id = (await _visitor.RegisterAsync(email)).UserId;
        var code = await _visitor.CodeMailedToAsync(id);
        await NoneGetsInAsync(code, guess => _visitor.TryVerifyAsync(email, guess));
    }

    [Fact]
    public async Task Ten_thousand_guesses_at_a_second_factor_never_get_past_the_fifth()
    {
        var (email, id) = await _visitor.BecomeStaffAsync();
        var challenge = await _visitor.BeginLoginAsync(email);
        var code = await _visitor.SecretMailedToAsync(id, AccountMailTemplates.SecondFactorCode);
        await NoneGetsInAsync(code, guess => _visitor.TryAnswerAsync(email, challenge.ChallengeToken, guess));
    }

    [Fact]
    public async Task Logging_in_again_gives_no_more_guesses_until_a_while_has_passed()
    {
        var (email, id) = await _visitor.BecomeStaffAsync();
        var first = await _visitor.BeginLoginAsync(email);
        var code = await _visitor.SecretMailedToAsync(id, AccountMailTemplates.SecondFactorCode);
        for (var by = 1; by <= Challenge.MaxTries; by++) await RefusedAsync(email, first.ChallengeToken, Other(code, by));

        var second = await _visitor.BeginLoginAsync(email);
        var right = await _visitor.SecretMailedToAsync(id, AccountMailTemplates.SecondFactorCode, nth: 2);
        await RefusedAsync(email, second.ChallengeToken, right);

        factory.Time.Advance(LockOut.First + TimeSpan.FromSeconds(1));
        await _visitor.AnswerAsync(email, second.ChallengeToken, right);
    }

    [Fact]
    public async Task Guesses_at_an_authenticator_are_counted_the_same_way_and_in_parallel()
    {
        var email = Visitor.NewEmail();
        var session = await _visitor.BecomePatientAsync(email);
        var (secret, _) = await _visitor.EnrollAsync(session.AccessToken);
        factory.Time.Advance(TimeSpan.FromSeconds(30));
        var near = new[] { -1, 0, 1 }.Select(step => factory.TotpOf(secret, step)).ToHashSet(StringComparer.Ordinal);
        var challenge = await _visitor.BeginLoginAsync(email);

        var wrong = Enumerable.Range(0, 60).Select(number => number.ToString("D6", CultureInfo.InvariantCulture)).Where(guess => !near.Contains(guess)).Take(50);
        await Task.WhenAll(wrong.Select(guess => RefusedAsync(email, challenge.ChallengeToken, guess)));

        await RefusedAsync(email, challenge.ChallengeToken, factory.TotpOf(secret));
        await RefusedAsync(email, (await _visitor.BeginLoginAsync(email)).ChallengeToken, factory.TotpOf(secret));
    }

    /// <summary>Five wrong ones, and then thousands among which the right one is, many at a time.</summary>
    private static async Task NoneGetsInAsync(string code, Func<string, Task<HttpResponseMessage>> tryAsync)
    {
        for (var by = 1; by <= 5; by++) (await tryAsync(Other(code, by))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        var statuses = new System.Collections.Concurrent.ConcurrentBag<HttpStatusCode>();
        await Parallel.ForEachAsync(Enumerable.Range(6, Guesses - 5), new ParallelOptions { MaxDegreeOfParallelism = 250 }, async (by, _) =>
        {
            using var answer = await tryAsync(by % 100 == 0 ? code : Other(code, by));
            statuses.Add(answer.StatusCode);
        });
        statuses.Count.ShouldBe(Guesses - 5);
        statuses.ShouldAllBe(status => status == HttpStatusCode.Unauthorized);
    }

    private async Task RefusedAsync(string email, string token, string code) =>
        await Visitor.ShouldFailAsync(await _visitor.TryAnswerAsync(email, token, code), HttpStatusCode.Unauthorized, "invalid_otp");

    private static string Other(string code, int by) =>
        ((int.Parse(code, CultureInfo.InvariantCulture) + by) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
}
