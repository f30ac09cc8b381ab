using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Csss.Contracts;
using Csss.Identity.Tokens;
using Csss.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Csss.Identity.Tests;

/// <summary>Tokens that an attacker makes out of a real one, on the service that made it.</summary>
public sealed class TokenTests(IdentityFactory factory) : IClassFixture<IdentityFactory>
{
    private readonly Visitor _visitor = new(factory);

    [Fact]
    public async Task A_token_that_is_not_ours_word_for_word_is_401()
    {
        var login = await _visitor.BecomePatientAsync();
        (await MeAsync(login.AccessToken)).ShouldBe(HttpStatusCode.OK);

        foreach (var (flaw, token) in Flawed(login.AccessToken))
            (await MeAsync(token)).ShouldBe(HttpStatusCode.Unauthorized, flaw);
    }

    [Fact]
    public async Task A_users_token_opens_no_internal_route_and_a_services_token_no_users_route()
    {
        var login = await _visitor.BecomePatientAsync();
        (await _visitor.SendAsync(HttpMethod.Get, $"/internal/users/{login.UserId}", login.AccessToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        var service = (await new ServiceClient(factory).GetTokenAsync()).AccessToken;
        (await MeAsync(service)).ShouldBe(HttpStatusCode.Unauthorized);
        (await _visitor.SendAsync(HttpMethod.Get, $"/internal/users/{login.UserId}", service)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private IEnumerable<(string Flaw, string Token)> Flawed(string good)
    {
        var parts = good.Split('.');
        var (header, payload) = (Base64UrlEncoder.Decode(parts[0]), Base64UrlEncoder.Decode(parts[1]));
        var key = factory.Services.GetRequiredService<KeyRing>().SigningKeys[0];
        yield return ("tampered", $"{parts[0]}.{Base64UrlEncoder.Encode(payload.Replace("\"patient\"", "\"admin\"", StringComparison.Ordinal))}.{parts[2]}");
        yield return ("alg none", $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"at+jwt"}""")}.{parts[1]}.");
        yield return ("no signature", $"{parts[0]}.{parts[1]}.");
        yield return ("HS256 with the public key", Hs256(header, parts[1], key));
        yield return ("expired", Mint(key, expires: TimeSpan.FromMinutes(-1)));
        yield return ("wrong audience", Mint(key, audience: Audiences.Internal));
        yield return ("wrong issuer", Mint(key, issuer: "http://evil.test/"));
        yield return ("an ID token", Mint(key, type: "JWT"));
        yield return ("foreign key under our kid", Mint(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = key.KeyId }));
    }

    private static string Hs256(string header, string payload, ECDsaSecurityKey key)
    {
        var head = Base64UrlEncoder.Encode(header.Replace("ES256", "HS256", StringComparison.Ordinal));
        var secret = Encoding.UTF8.GetBytes(key.ECDsa.ExportSubjectPublicKeyInfoPem());
        return $"{head}.{payload}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes($"{head}.{payload}")))}";
    }

    private string Mint(ECDsaSecurityKey key, TimeSpan? expires = null, string audience = Audiences.Api, string issuer = TestKeys.Issuer, string type = "at+jwt")
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            TokenType = type,
            Issuer = issuer,
            Audience = audience,
            NotBefore = now.AddHours(-1),
            IssuedAt = now.AddHours(-1),
            Expires = now + (expires ?? TimeSpan.FromMinutes(5)),
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
            Subject = new ClaimsIdentity([new("sub", Guid.NewGuid().ToString()), new("role", "patient"), new("sid", Guid.NewGuid().ToString())]),
        });
    }

    private async Task<HttpStatusCode> MeAsync(string token) => (await _visitor.SendAsync(HttpMethod.Get, "/auth/me", token)).StatusCode;
}
