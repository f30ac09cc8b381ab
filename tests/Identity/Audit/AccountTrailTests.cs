using System.Net;
using System.Text.Json;
using Csss.Contracts.Commands;
using Csss.Testing;

namespace Csss.Identity.Tests.Audit;

public sealed class AccountTrailTests(AccessFactory factory) : IClassFixture<AccessFactory>
{
    private readonly Visitor _visitor = new(factory);
    private readonly Oversight _oversight = new(factory);

    [Fact]
    public async Task What_happens_to_an_account_is_in_the_trail_once_and_a_refusal_names_no_actor()
    {
        var email = Visitor.NewEmail();
        var session = await _visitor.BecomePatientAsync(email);
        await _visitor.TryLoginAsync(email, "wrong password");
        await _visitor.EnrollAsync(session.AccessToken);
        await _visitor.TryAnswerAsync(email, (await _visitor.BeginLoginAsync(email)).ChallengeToken, "no recovery code");
        await _visitor.SendAsync(HttpMethod.Post, "/auth/password/change", session.AccessToken, new { current_password = "wrong password", new_password = "a new phrase" });
        await _visitor.PostAsync("/auth/password/forgot", new { email });
        var token = await _visitor.SecretMailedToAsync(session.UserId, AccountMailTemplates.PasswordReset);
        (await _visitor.PostAsync("/auth/password/reset", new { token, password = "a new phrase" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await EntriesAsync($"object=users/{session.UserId}", 6)).ShouldBe(
        [
            "session.open denied invalid_credentials anonymous",
            "two_factor.enroll allowed  patient",
            "session.open denied invalid_otp anonymous",
            "password.check denied wrong_password patient",
            "password.forgot allowed  anonymous",
            "password.reset allowed  patient",
        ], ignoreOrder: true);
        (await EntriesAsync($"actor={session.UserId}&action=session.open", 1)).ShouldBe(["session.open allowed  patient"]);
    }

    [Fact]
    public async Task A_refresh_token_that_two_hold_and_a_session_that_its_owner_ends_are_in_the_trail()
    {
        var email = Visitor.NewEmail();
        var stolen = await _visitor.BecomePatientAsync(email);
        var mine = await _visitor.LoginAsync(email);
        await _visitor.RefreshAsync(stolen.RefreshToken);
        await _visitor.TryRefreshAsync(stolen.RefreshToken);
        var sid = new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(stolen.AccessToken).GetClaim("sid").Value;
        (await EntriesAsync($"object=sessions/{sid}&action=session.revoke", 1)).ShouldBe(["session.revoke allowed refresh_token_reused system"]);

        var other = new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken((await _visitor.LoginAsync(email)).AccessToken).GetClaim("sid").Value;
        (await _visitor.SendAsync(HttpMethod.Delete, $"/auth/sessions/{other}", mine.AccessToken)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await EntriesAsync($"object=sessions/{other}&action=session.end", 1)).ShouldBe(["session.end allowed  patient"]);
    }

    private async Task<List<string>> EntriesAsync(string filter, int count)
    {
        var page = await Eventually.ShouldAsync(
            $"{count} entries with {filter}", () => _oversight.GetAsync("/admin/audit?" + filter), found => found.GetProperty("items").GetArrayLength() >= count);
        return [.. page.GetProperty("items").EnumerateArray().Select(Line)];
    }

    private static string Line(JsonElement entry) =>
        string.Join(' ', new[] { "action", "outcome", "reason", "role" }.Select(name => entry.GetProperty(name).GetString()));
}
