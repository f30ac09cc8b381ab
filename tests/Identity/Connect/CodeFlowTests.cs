using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Csss.Contracts.Commands;
using Csss.Identity.Tokens;
using Csss.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Csss.Identity.Tests.Connect;

/// <summary>Authorization code with PKCE, as a browser and an application live it.</summary>
public sealed class CodeFlowTests(IdentityFactory factory) : IClassFixture<IdentityFactory>, IDisposable
{
    private readonly Browser _browser = new(factory);
    private readonly Visitor _visitor = new(factory);

    [Fact]
    public async Task A_user_signs_in_and_allows_and_the_application_learns_who_it_is_and_can_do_nothing_with_it()
    {
        var (client, email) = (await factory.AddApplicationAsync(), Visitor.NewEmail());
        var user = await _visitor.BecomePatientAsync(email, "Ada <b>Example</b>");
        var page = await _browser.PageAsync(_browser.Request(client));
        page.ShouldContain("PACS &lt;viewer&gt;");

        var consent = await (await _browser.SignInAsync(page, email)).Content.ReadAsStringAsync();
        consent.ShouldContain("Ada &lt;b&gt;Example&lt;/b&gt;");
        consent.ShouldNotContain("<b>Example");
        var landing = Browser.Landing(await _browser.DecideAsync(consent));
        landing["state"].ShouldBe("s-1");
        landing["iss"].ShouldBe(TestKeys.Issuer);

        using var answer = await _browser.RedeemAsync(client, landing["code"]);
        var tokens = await ReadAsync(answer, HttpStatusCode.OK);
        var idToken = await ValidateAsync(tokens.GetProperty("id_token").GetString()!, client.Id);
        idToken.Subject.ShouldBe(user.UserId.ToString());
        idToken.GetClaim("nonce").Value.ShouldBe("n-1");
        idToken.GetClaim("name").Value.ShouldBe("Ada <b>Example</b>");
        idToken.GetClaim("email").Value.ShouldBe(email);
        idToken.GetClaim("role").Value.ShouldBe("patient");

        var accessToken = tokens.GetProperty("access_token").GetString()!;
        new JsonWebToken(accessToken).Claims.Select(claim => claim.Type).Intersect(["name", "email", "role", "aud"]).ShouldBeEmpty();
        (await _visitor.SendAsync(HttpMethod.Get, "/auth/me", accessToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await _visitor.SendAsync(HttpMethod.Get, "/auth/me", tokens.GetProperty("id_token").GetString())).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Staff_need_their_second_factor_here_too()
    {
        var (client, (email, id)) = (await factory.AddApplicationAsync(), await _visitor.BecomeStaffAsync());

        var codePage = await (await _browser.SignInAsync(await _browser.PageAsync(_browser.Request(client)), email)).Content.ReadAsStringAsync();
        codePage.ShouldNotContain("Ada Example", customMessage: "a password alone does not tell whose account it is");
        (await _browser.DecideAsync(codePage)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await _browser.EnterCodeAsync(codePage, "000000")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var code = await _visitor.SecretMailedToAsync(id, AccountMailTemplates.SecondFactorCode);
        var consent = await (await _browser.EnterCodeAsync(codePage, code)).Content.ReadAsStringAsync();

        Browser.Landing(await _browser.DecideAsync(consent)).ShouldContainKey("code");
    }

    [Fact]
    public async Task Without_consent_to_it_a_name_and_an_address_are_not_told()
    {
        var (client, email) = (await factory.AddApplicationAsync(), Visitor.NewEmail());
        await _visitor.BecomePatientAsync(email);

        var landing = await _browser.WalkAsync(_browser.Request(client, scope: "openid"), email);

        var idToken = new JsonWebToken((await ReadAsync(await _browser.RedeemAsync(client, landing["code"]), HttpStatusCode.OK)).GetProperty("id_token").GetString());
        idToken.Claims.Select(claim => claim.Type).Intersect(["name", "email", "role"]).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_code_works_once_for_its_client_with_its_verifier()
    {
        var (client, other, email) = (await factory.AddApplicationAsync(), await factory.AddApplicationAsync(), Visitor.NewEmail());
        await _visitor.BecomePatientAsync(email);
        var code = (await _browser.WalkAsync(_browser.Request(client), email))["code"];

        (await _browser.RedeemAsync(client, code, verifier: new string('x', 43))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await _browser.RedeemAsync(other, code)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await _browser.RedeemAsync(client with { Secret = "wrong" }, code)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await _browser.RedeemAsync(client, code)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _browser.RedeemAsync(client, code)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_applications_token_is_asked_about_and_revoked_by_itself_alone()
    {
        var (client, other, email) = (await factory.AddApplicationAsync(), await factory.AddApplicationAsync(), Visitor.NewEmail());
        await _visitor.BecomePatientAsync(email);
        var token = await TokenAsync(client, email);

        (await IsAliveAsync(other, token)).ShouldBeFalse();
        (await SendAsync("/connect/revoke", other, token)).Dispose(); // whatever is answered, nothing may happen
        (await IsAliveAsync(client, token)).ShouldBeTrue();
        (await SendAsync("/connect/revoke", client, token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await IsAliveAsync(client, token)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_second_use_of_a_code_ends_the_token_that_came_of_the_first()
    {
        var (client, email) = (await factory.AddApplicationAsync(), Visitor.NewEmail());
        await _visitor.BecomePatientAsync(email);
        var code = (await _browser.WalkAsync(_browser.Request(client), email))["code"];
        var token = (await ReadAsync(await _browser.RedeemAsync(client, code), HttpStatusCode.OK)).GetProperty("access_token").GetString()!;
        (await IsAliveAsync(client, token)).ShouldBeTrue();

        (await _browser.RedeemAsync(client, code)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        (await IsAliveAsync(client, token)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_wrong_password_shows_the_page_again_and_says_no_more_than_the_login_does()
    {
        var (client, email) = (await factory.AddApplicationAsync(), Visitor.NewEmail());
        await _visitor.BecomePatientAsync(email);
        var page = await _browser.PageAsync(_browser.Request(client));

        var wrong = await _browser.SignInAsync(page, email, "wrong");
        var unknown = await _browser.SignInAsync(page, Visitor.NewEmail(), "wrong");

        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var html = await wrong.Content.ReadAsStringAsync();
        html.ShouldContain("role=\"alert\"");
        html.ShouldNotContain(email);
        WithoutTicket(html).ShouldBe(WithoutTicket(await unknown.Content.ReadAsStringAsync()));
        (await _browser.SignInAsync(html, email)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Declining_is_told_to_the_application_and_ends_the_session()
    {
        var (client, email) = (await factory.AddApplicationAsync(), Visitor.NewEmail());
        var user = await _visitor.BecomePatientAsync(email);
        var consent = await (await _browser.SignInAsync(await _browser.PageAsync(_browser.Request(client)), email)).Content.ReadAsStringAsync();

        Browser.Landing(await _browser.DecideAsync(consent, "deny"))["error"].ShouldBe("access_denied");

        await using var scope = factory.Services.CreateAsyncScope();
        var sessions = await scope.ServiceProvider.GetRequiredService<IdentityDb>().Sessions.Where(row => row.UserId == user.UserId).OrderBy(row => row.Sequence).ToListAsync();
        sessions[^1].RevokedAt.ShouldNotBeNull();
        // What was declined cannot be allowed after all.
        Browser.Landing(await _browser.DecideAsync(consent))["error"].ShouldBe("login_required");
    }

    [Fact]
    public async Task A_session_that_ended_between_code_and_token_gives_none()
    {
        var (client, email) = (await factory.AddApplicationAsync(), Visitor.NewEmail());
        var user = await _visitor.BecomePatientAsync(email);
        var landing = await _browser.WalkAsync(_browser.Request(client), email);
        await using var scope = factory.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IdentityDb>().Sessions.Where(row => row.UserId == user.UserId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, factory.Time.GetUtcNow()));

        (await ReadAsync(await _browser.RedeemAsync(client, landing["code"]), HttpStatusCode.BadRequest)).GetProperty("error").GetString().ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task Discovery_names_what_there_is()
    {
        using var client = factory.ClientWith(token: null);
        var document = JsonDocument.Parse(await client.GetStringAsync("/.well-known/openid-configuration")).RootElement;

        string[] Values(string name) => [.. document.GetProperty(name).EnumerateArray().Select(value => value.GetString()!)];
        document.GetProperty("authorization_endpoint").GetString().ShouldBe(TestKeys.Issuer + "connect/authorize");
        document.GetProperty("introspection_endpoint").GetString().ShouldBe(TestKeys.Issuer + "connect/introspect");
        document.GetProperty("revocation_endpoint").GetString().ShouldBe(TestKeys.Issuer + "connect/revoke");
        Values("grant_types_supported").Order().ShouldBe(["authorization_code", "client_credentials"]);
        Values("response_types_supported").ShouldBe(["code"]);
        Values("response_modes_supported").ShouldBe(["query"]);
        Values("code_challenge_methods_supported").ShouldBe(["S256"]);
    }

    public void Dispose() => _browser.Dispose();

    private async Task<string> TokenAsync(Client client, string email)
    {
        var landing = await _browser.WalkAsync(_browser.Request(client), email);
        return (await ReadAsync(await _browser.RedeemAsync(client, landing["code"]), HttpStatusCode.OK)).GetProperty("access_token").GetString()!;
    }

    private async Task<bool> IsAliveAsync(Client client, string token) =>
        (await ReadAsync(await SendAsync("/connect/introspect", client, token), HttpStatusCode.OK)).GetProperty("active").GetBoolean();

    private Task<HttpResponseMessage> SendAsync(string path, Client client, string token) =>
        _browser.PostAsync(path, [new("token", token), new("client_id", client.Id), new("client_secret", client.Secret)]);

    private static string WithoutTicket(string html) => System.Text.RegularExpressions.Regex.Replace(html, "value=\"[^\"]*\"", "");

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task<JsonWebToken> ValidateAsync(string token, string audience)
    {
        using var client = factory.ClientWith(token: null);
        var keys = new JsonWebKeySet(await client.GetStringAsync("/.well-known/jwks"));
        var result = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = TestKeys.Issuer, ValidAudience = audience, IssuerSigningKeys = keys.GetSigningKeys(), LifetimeValidator = (_, expires, _, _) => expires is not null,
        });
        result.IsValid.ShouldBeTrue(result.Exception?.Message);
        return (JsonWebToken)result.SecurityToken;
    }
}
