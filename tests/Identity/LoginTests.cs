using System.Net;
using Csss.Identity.Login;
using Csss.Testing;

namespace Csss.Identity.Tests;

public sealed class LoginTests(IdentityFactory factory) : IClassFixture<IdentityFactory>
{
    private readonly Visitor _visitor = new(factory);

    [Fact]
    public async Task Every_reason_looks_the_same()
    {
        var active = Visitor.NewEmail();
        await _visitor.BecomePatientAsync(active);
        var pending = Visitor.NewEmail();
        await _visitor.RegisterAsync(pending);

        var bodies = new List<string>();
        foreach (var (email, password) in new[] { (active, "wrong password"), (pending, Visitor.Password), (Visitor.NewEmail(), Visitor.Password), ("nonsense", "x"), (active, new string('x', 5000)) })
        {
            var answer = await _visitor.TryLoginAsync(email, password);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            bodies.Add(System.Text.RegularExpressions.Regex.Replace(await answer.Content.ReadAsStringAsync(), "\"trace_id\":\"[^\"]*\"", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        }

        bodies.Distinct().Count().ShouldBe(1);
        bodies[0].ShouldContain("invalid_credentials");
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_a_while_and_then_for_longer()
    {
        var email = Visitor.NewEmail();
        await _visitor.BecomePatientAsync(email);
        for (var i = 0; i < LockOut.FreeTries; i++) await RefusedAsync(email, "wrong password");
        await RefusedAsync(email, Visitor.Password);

        factory.Time.Advance(LockOut.First + TimeSpan.FromSeconds(1));
        await RefusedAsync(email, "wrong password");
        factory.Time.Advance(LockOut.First + TimeSpan.FromSeconds(1));
        await RefusedAsync(email, Visitor.Password);

        factory.Time.Advance(LockOut.First + TimeSpan.FromSeconds(1));
        await _visitor.LoginAsync(email);
        await RefusedAsync(email, "wrong password");
        await _visitor.LoginAsync(email);
    }

    [Fact]
    [Trait(TestDatabase.Trait, TestDatabase.Every)]
    public async Task Guesses_in_parallel_are_counted_one_by_one()
    {
        var email = Visitor.NewEmail();
        await _visitor.BecomePatientAsync(email);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => RefusedAsync(email, $"wrong password {i}")));
        await RefusedAsync(email, Visitor.Password);
    }

    [Fact]
    [Trait(TestDatabase.Trait, TestDatabase.Every)]
    public async Task Many_right_logins_in_parallel_all_succeed()
    {
        var email = Visitor.NewEmail();
        await _visitor.BecomePatientAsync(email);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => _visitor.LoginAsync(email)));
    }

    [Fact]
    public void The_pause_doubles_and_is_bounded()
    {
        LockOut.PauseAfter(4).ShouldBeNull();
        LockOut.PauseAfter(5).ShouldBe(TimeSpan.FromSeconds(30));
        LockOut.PauseAfter(6).ShouldBe(TimeSpan.FromSeconds(60));
        LockOut.PauseAfter(int.MaxValue).ShouldBe(LockOut.Longest);
    }

    [Fact]
    public async Task Answers_with_tokens_are_not_stored_on_the_way()
    {
        var email = Visitor.NewEmail();
        await _visitor.BecomePatientAsync(email);
        (await _visitor.TryLoginAsync(email)).Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    private async Task RefusedAsync(string email, string password) =>
        await Visitor.ShouldFailAsync(await _visitor.TryLoginAsync(email, password), HttpStatusCode.Unauthorized, "invalid_credentials");
}
