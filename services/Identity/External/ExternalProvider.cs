using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Csss.Identity.External;

/// <summary>The hospital's provider: its discovery document and keys, its sign-in page, and its answer to a code.</summary>
internal sealed class ExternalProvider
{
    public const string HttpClientName = "external-login";
    private static readonly string[] Algorithms =
        [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.RsaSha512];

    private readonly JsonWebTokenHandler _tokens = new() { MapInboundClaims = false };
    private readonly IHttpClientFactory _clients;
    private readonly ExternalLoginOptions _options;
    private readonly TimeProvider _time;
    private readonly ConfigurationManager<OpenIdConnectConfiguration> _discovery;

    public ExternalProvider(IHttpClientFactory clients, IOptions<ExternalLoginOptions> options, TimeProvider time)
    {
        (_clients, _options, _time) = (clients, options.Value, time);
        var address = (_options.Authority?.AbsoluteUri.TrimEnd('/') ?? "https://unset.invalid") + "/.well-known/openid-configuration";
        _discovery = new ConfigurationManager<OpenIdConnectConfiguration>(address, new OpenIdConnectConfigurationRetriever(), new Documents(clients, !_options.IsDevelopment));
    }

    /// <exception cref="HttpRequestException">The provider does not answer.</exception>
    public async Task<Uri> SignInAddressAsync(ExternalAttempt attempt, CancellationToken cancellationToken) => new(QueryHelpers.AddQueryString(
        (await DiscoverAsync(cancellationToken)).AuthorizationEndpoint, new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = _options.ClientId,
            ["redirect_uri"] = _options.RedirectUri!.AbsoluteUri,
            ["scope"] = "openid email",
            ["state"] = attempt.State,
            ["nonce"] = attempt.Nonce,
            ["code_challenge"] = attempt.Challenge,
            ["code_challenge_method"] = "S256",
        }));

    /// <summary>The verified e-mail address of who signed in; null with the reason when the provider's answer is not to be believed.</summary>
    /// <exception cref="HttpRequestException">The provider does not answer.</exception>
    public async Task<(string? Email, string Reason)> RedeemAsync(string code, ExternalAttempt attempt, CancellationToken cancellationToken)
    {
        var configuration = await DiscoverAsync(cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, configuration.TokenEndpoint)
        {
            Content = new FormUrlEncodedContent([
                new("grant_type", "authorization_code"), new("code", code), new("redirect_uri", _options.RedirectUri!.AbsoluteUri), new("code_verifier", attempt.Verifier)]),
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(_options.ClientId)}:{Uri.EscapeDataString(_options.ClientSecret)}"))) },
        };
        using var response = await _clients.CreateClient(HttpClientName).SendAsync(request, cancellationToken);
        if ((int)response.StatusCode is >= 400 and < 500) return (null, "code refused");

        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<TokenAnswer>(cancellationToken) is { IdToken.Length: > 0 } answer
            ? await ValidateAsync(answer.IdToken, attempt, configuration)
            : (null, "no ID token");
    }

    private async Task<OpenIdConnectConfiguration> DiscoverAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _discovery.GetConfigurationAsync(cancellationToken);
        }
        catch (InvalidOperationException unreadable)
        {
            throw new HttpRequestException("The provider's discovery document or keys cannot be had.", unreadable);
        }
    }

    private async Task<(string? Email, string Reason)> ValidateAsync(string idToken, ExternalAttempt attempt, OpenIdConnectConfiguration configuration)
    {
        var result = await _tokens.ValidateTokenAsync(idToken, new TokenValidationParameters
        {
            ValidIssuer = configuration.Issuer,
            ValidAudience = _options.ClientId,
            ValidAlgorithms = Algorithms,
            IssuerSigningKeys = configuration.SigningKeys,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ClockSkew = TimeSpan.FromMinutes(1),
            LifetimeValidator = (notBefore, expires, _, parameters) =>
                expires > (_time.GetUtcNow() - parameters.ClockSkew).UtcDateTime && (notBefore is null || notBefore < (_time.GetUtcNow() + parameters.ClockSkew).UtcDateTime),
        });
        if (!result.IsValid || result.SecurityToken is not JsonWebToken token)
        {
            // Perhaps the provider has new keys: the next attempt sees them.
            if (result.Exception is SecurityTokenSignatureKeyNotFoundException) _discovery.RequestRefresh();
            return (null, result.Exception?.GetType().Name ?? "not a token");
        }

        if (!token.TryGetPayloadValue("nonce", out string? nonce) || nonce != attempt.Nonce) return (null, "another nonce");
        if (!token.TryGetPayloadValue("email_verified", out bool verified) || !verified) return (null, "address not verified");
        return token.TryGetPayloadValue("email", out string? email) && email is { Length: > 0 } ? (email, "") : (null, "no address");
    }

    private sealed record TokenAnswer([property: JsonPropertyName("id_token")] string? IdToken);

    private sealed class Documents(IHttpClientFactory clients, bool onlyHttps) : IDocumentRetriever
    {
        public async Task<string> GetDocumentAsync(string address, CancellationToken cancel)
        {
            if (onlyHttps && !address.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) throw new InvalidOperationException("The provider names an address without https.");
            return await clients.CreateClient(HttpClientName).GetStringAsync(new Uri(address), cancel);
        }
    }
}
