using System.Net;
using Csss.Contracts.Events;
using Csss.Testing;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Csss.Identity.Tests;

public sealed class WalkTests(IdentityFactory factory) : IClassFixture<IdentityFactory>
{
    private readonly Visitor _visitor = new(factory);

    [Fact]
    public async Task A_patient_registers_reads_the_code_verifies_and_logs_in()
    {
        var email = Visitor.NewEmail();
        var registered = await _visitor.RegisterAsync(email.ToUpperInvariant());
        registered.Role.ShouldBe("patient");
        registered.Status.ShouldBe("pending_verification");
        await Visitor.ShouldFailAsync(await _visitor.TryLoginAsync(email), HttpStatusCode.Unauthorized, "invalid_credentials");

        var code = await _visitor.CodeMailedToAsync(registered.UserId);
        code.ShouldMatch("^[0-9]{6}$");
        var verified = await _visitor.TryVerifyAsync(email, code);
        (await verified.Content.ReadAsStringAsync()).ShouldBe("""{"verified":true}""");

        var session = await _visitor.LoginAsync(" " + email);
        session.UserId.ShouldBe(registered.UserId);
        (session.TokenType, session.ExpiresIn, session.OtpRequired, session.Role, session.Name)
            .ShouldBe(("Bearer", 300, false, "patient", "Ada Example"));
        var me = await Visitor.ReadAsync<Me>(await _visitor.SendAsync(HttpMethod.Get, "/auth/me", session.AccessToken), HttpStatusCode.OK);
        me.ShouldBe(new Me(registered.UserId, "Ada Example", email, "patient", TwoFactor: false, "en"));
    }

    [Theory]
    [InlineData("doctor")]
    [InlineData("pharmacist")]
    public async Task Staff_wait_for_an_admin_after_they_verified(string role)
    {
        var email = Visitor.NewEmail();
        var registered = await _visitor.RegisterAsync(email, role);
        registered.Role.ShouldBe(role);
        await _visitor.VerifyAsync(email, await _visitor.CodeMailedToAsync(registered.UserId));

        await Visitor.ShouldFailAsync(await _visitor.TryLoginAsync(email), HttpStatusCode.Unauthorized, "invalid_credentials");
        var events = await Eventually.ShouldAsync(
            "UserChanged", () => Task.FromResult(factory.Published<UserChanged>(change => change.UserId == registered.UserId)), found => found.Count == 1);
        events[0].Status.ShouldBe("pending_approval");
        factory.Published<UserRegistered>(made => made.UserId == registered.UserId).Single().Role.ShouldBe(role);
    }

    [Fact]
    public async Task An_access_token_says_who_and_how_long_and_nothing_personal()
    {
        var session = await _visitor.BecomePatientAsync(name: "Zebulon Marker");
        var token = new JsonWebToken(session.AccessToken);

        (token.Typ, token.Alg, token.Issuer).ShouldBe(("at+jwt", "ES256", TestKeys.Issuer));
        token.Audiences.ShouldBe(["csss-api"]);
        token.Claims.Select(claim => claim.Type).Order().ShouldBe(["aud", "exp", "iat", "iss", "jti", "role", "sid", "sub"]);
        (token.ValidTo - token.IssuedAt).ShouldBe(TimeSpan.FromMinutes(5));
        token.Subject.ShouldBe(session.UserId.ToString());
    }

    [Fact]
    public async Task The_callers_own_name_and_language_can_be_changed()
    {
        var session = await _visitor.BecomePatientAsync();
        var changed = await Visitor.ReadAsync<Me>(
            await _visitor.SendAsync(HttpMethod.Patch, "/auth/me", session.AccessToken, new { name = "  Ada Lovelace ", language = "hi" }), HttpStatusCode.OK);
        (changed.Name, changed.Language).ShouldBe(("Ada Lovelace", "hi"));

        var unchanged = await Visitor.ReadAsync<Me>(
            await _visitor.SendAsync(HttpMethod.Patch, "/auth/me", session.AccessToken, new { }), HttpStatusCode.OK);
        unchanged.ShouldBe(changed);

        var refused = await _visitor.SendAsync(HttpMethod.Patch, "/auth/me", session.AccessToken, new { name = " ", language = "tlh" });
        (await Visitor.ReadAsync<Problem>(refused, HttpStatusCode.BadRequest)).Errors!.Keys.Order().ShouldBe(["language", "name"]);
    }

    private sealed record Me(Guid UserId, string Name, string Email, string Role, bool TwoFactor, string Language);
}
