using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Csss.Contracts;
using Csss.Identity.Tokens;
using Csss.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Csss.Identity.Tests;

public sealed class ClientCredentialsTests(IdentityFactory factory) : IClassFixture<IdentityFactory>
{
    private readonly ServiceClient _reports = new(factory);

    [Fact]
    public async Task Without_a_scope_a_service_gets_all_of_its_own()
    {
        var answer = await _reports.GetTokenAsync();
        var token = new JsonWebToken(answer.AccessToken);

        answer.TokenType.ShouldBe("Bearer");
        answer.ExpiresIn.ShouldBeInRange(240, 300);
        (token.Typ, token.Alg, token.Issuer, token.Subject).ShouldBe(("at+jwt", "ES256", TestKeys.Issuer, "csss-reports"));
        token.Audiences.ShouldBe(["csss-internal"]);
        token.GetClaim("scope").Value.Split(' ').Order().ShouldBe(ServiceClients.Scopes["csss-reports"].Order());
        token.TryGetClaim("role", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task With_a_scope_it_gets_that_one()
    {
        var token = new JsonWebToken((await _reports.GetTokenAsync(Scopes.CareRead)).AccessToken);
        token.GetClaim("scope").Value.ShouldBe(Scopes.CareRead);
    }

    [Theory]
    [InlineData(Scopes.ReportsRead)]
    [InlineData("internal:users internal:reports")]
    [InlineData("internal:everything")]
    [InlineData("offline_access")]
    public async Task A_scope_that_is_not_its_own_is_refused(string scope)
    {
        (await _reports.TryGetTokenAsync(scope)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_wrong_secret_and_an_unknown_client_are_refused_alike()
    {
        var wrong = await new ServiceClient(factory, "not the secret at all").TryGetTokenAsync();
        var unknown = await _reports.TryGetTokenAsync(id: "csss-nobody");
        var unconfigured = await _reports.TryGetTokenAsync(id: "csss-inference");
        foreach (var answer in new[] { wrong, unknown, unconfigured })
            (await Visitor.ReadAsync<TokenError>(answer, HttpStatusCode.Unauthorized)).Error.ShouldBe("invalid_client");
    }

    [Fact]
    public async Task Users_do_not_get_tokens_here()
    {
        using var client = factory.ClientWith(token: null);
        var answer = await client.PostAsync("/connect/token", new FormUrlEncodedContent(
            [new("grant_type", "password"), new("client_id", "csss-reports"), new("client_secret", IdentityFactory.ReportsSecret), new("username", "a"), new("password", "b")]));
        (await Visitor.ReadAsync<TokenError>(answer, HttpStatusCode.BadRequest)).Error.ShouldBe("unsupported_grant_type");
    }

    [Fact]
    public async Task Discovery_names_the_issuers_address_whatever_host_the_caller_says()
    {
        using var client = factory.ClientWith(token: null);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/.well-known/openid-configuration");
        request.Headers.Add("X-Forwarded-Host", "evil.test:8443");
        request.Headers.Add("X-Forwarded-Proto", "https");
        var document = JsonNode.Parse(await (await client.SendAsync(request)).Content.ReadAsStringAsync())!;

        document["issuer"]!.GetValue<string>().ShouldBe(TestKeys.Issuer);
        document["jwks_uri"]!.GetValue<string>().ShouldBe(new Uri(new Uri(TestKeys.Issuer), ".well-known/jwks").ToString());
        document["token_endpoint"]!.GetValue<string>().ShouldBe(new Uri(new Uri(TestKeys.Issuer), "connect/token").ToString());
    }

    [Fact]
    public async Task The_published_keys_verify_a_users_and_a_services_token_and_hold_nothing_private()
    {
        using var client = factory.ClientWith(token: null);
        var json = await client.GetStringAsync("/.well-known/jwks");
        json.ShouldNotContain("\"d\"");
        var keys = new JsonWebKeySet(json);
        keys.Keys.ShouldAllBe(key => key.Kty == "EC" && key.Crv == "P-256" && key.Alg == "ES256" && key.Use == "sig" && key.Kid.Length == 43);

        var user = (await new Visitor(factory).BecomePatientAsync()).AccessToken;
        var service = (await _reports.GetTokenAsync()).AccessToken;
        foreach (var (token, audience) in new[] { (user, Audiences.Api), (service, Audiences.Internal) })
        {
            var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
            {
                ValidIssuer = TestKeys.Issuer,
                ValidAudience = audience,
                IssuerSigningKeys = keys.GetSigningKeys(),
                ValidTypes = ["at+jwt"],
            });
            result.IsValid.ShouldBeTrue(result.Exception?.Message);
        }
    }

    [Theory]
    [InlineData("GET", "/connect/token")]
    [InlineData("GET", "/admin/users")]
    public async Task What_comes_later_is_not_there_yet(string method, string route)
    {
        using var client = factory.ClientWith(token: null);
        using var response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), route));
        ((int)response.StatusCode).ShouldBeInRange(400, 405);
        (await response.Content.ReadFromJsonAsync<JsonObject>())!.Count.ShouldBeGreaterThan(0);
    }
}
