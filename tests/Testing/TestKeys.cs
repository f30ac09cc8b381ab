using System.Security.Claims;
using System.Security.Cryptography;
using Csss.Contracts;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Csss.Testing;

/// <summary>Mints tokens as Identity does, and the broken ones that attackers send.</summary>
public sealed class TestKeys
{
    /// <summary>The issuer that the services under test are configured to believe.</summary>
    public const string Issuer = "http://csss.test/";

    private readonly ECDsaSecurityKey _key = NewKey();
    private readonly ECDsaSecurityKey _foreign = NewKey();

    /// <summary>The public key set, as <c>/.well-known/jwks</c> answers it.</summary>
    public object PublicKeySet()
    {
        var key = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(_key);
        return new { keys = new[] { new { kty = key.Kty, use = "sig", alg = "ES256", kid = key.Kid, crv = key.Crv, x = key.X, y = key.Y } } };
    }

    /// <summary>A user's access token.</summary>
    public string ForUser(string role, Guid? userId = null, Guid? sessionId = null, TimeSpan? expiresIn = null) =>
        Mint(_key, Audiences.Api, expiresIn, User(role, userId, sessionId));

    /// <summary>An outside system's token.</summary>
    public string ForSystem(params string[] scopes) => Mint(_key, Audiences.Api, null, Client("partner", scopes));

    /// <summary>The token of one outside system among several.</summary>
    public string ForClient(string clientId, params string[] scopes) => Mint(_key, Audiences.Api, null, Client(clientId, scopes));

    /// <summary>One of our services' tokens.</summary>
    public string ForService(params string[] scopes) => Mint(_key, Audiences.Internal, null, Client("csss-test", scopes));

    /// <summary>Tokens that must all be refused with 401, by what is wrong with them.</summary>
    public IReadOnlyDictionary<string, string> Broken(string role)
    {
        var good = ForUser(role);
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["expired"] = ForUser(role, expiresIn: TimeSpan.FromMinutes(-5)),
            ["tampered"] = Tamper(good),
            ["alg none"] = Unsigned(good),
            ["foreign key"] = Mint(_foreign, Audiences.Api, null, User(role, null, null)),
            ["foreign key, our kid"] = Mint(new ECDsaSecurityKey(_foreign.ECDsa) { KeyId = _key.KeyId }, Audiences.Api, null, User(role, null, null)),
            ["HS256 signed with the public key"] = Mint(
                new SymmetricSecurityKey(_key.ECDsa.ExportSubjectPublicKeyInfo()) { KeyId = _key.KeyId }, Audiences.Api, null, User(role, null, null)),
            ["wrong audience"] = Mint(_key, "somebody-else", null, User(role, null, null)),
            ["wrong issuer"] = Mint(_key, Audiences.Api, null, User(role, null, null), issuer: "http://evil.test/"),
            ["no session"] = Mint(_key, Audiences.Api, null, [new("sub", Guid.NewGuid().ToString()), new("role", role)]),
            ["not an access token"] = Mint(_key, Audiences.Api, null, User(role, null, null), type: "JWT"),
            ["garbage"] = "garbage",
        };
    }

    private static List<Claim> User(string role, Guid? userId, Guid? sessionId) =>
        [new("sub", (userId ?? Guid.NewGuid()).ToString()), new("role", role), new("sid", (sessionId ?? Guid.NewGuid()).ToString())];

    private static List<Claim> Client(string id, string[] scopes) => [new("sub", id), new("client_id", id), new("scope", string.Join(' ', scopes))];

    private static string Mint(SecurityKey key, string audience, TimeSpan? expiresIn, List<Claim> claims, string issuer = Issuer, string type = "at+jwt")
    {
        var now = DateTime.UtcNow;
        var expires = now + (expiresIn ?? TimeSpan.FromMinutes(5));
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            TokenType = type,
            Subject = new ClaimsIdentity(claims),
            IssuedAt = expires.AddMinutes(-5),
            NotBefore = expires.AddMinutes(-5),
            Expires = expires,
            SigningCredentials = new SigningCredentials(key, key is SymmetricSecurityKey ? SecurityAlgorithms.HmacSha256 : SecurityAlgorithms.EcdsaSha256),
        });
    }

    /// <summary>Another subject under the same signature.</summary>
    private static string Tamper(string token)
    {
        var parts = token.Split('.');
        var body = Base64UrlEncoder.Decode(parts[1]).Replace("\"sub\":\"0", "\"sub\":\"1", StringComparison.Ordinal).Replace("\"iat\"", "\"iaT\"", StringComparison.Ordinal);
        return $"{parts[0]}.{Base64UrlEncoder.Encode(body)}.{parts[2]}";
    }

    private static string Unsigned(string token) =>
        $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"at+jwt"}""")}.{token.Split('.')[1]}.";

    private static ECDsaSecurityKey NewKey() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = Guid.NewGuid().ToString("N") };
}
