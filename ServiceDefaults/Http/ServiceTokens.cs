using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Csss.ServiceDefaults.Authentication;
using Microsoft.Extensions.Options;

namespace Csss.ServiceDefaults.Http;

/// <summary>This service's own access token for the internal routes, fetched once and kept until shortly before it ends.</summary>
internal sealed class ServiceTokens(IHttpClientFactory clients, IOptions<ServiceClientOptions> client, IOptions<TokenOptions> token, TimeProvider time)
    : IDisposable
{
    public const string HttpClientName = "service-tokens";

    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile Held _current = Held.None;

    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        if (_current is var known && time.GetUtcNow() < known.Until) return known.Token;

        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (time.GetUtcNow() >= _current.Until) _current = await RequestAsync(cancellationToken);
            return _current.Token;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Forgets a token that was refused.</summary>
    public void Forget(string refused)
    {
        if (_current.Token == refused) _current = Held.None;
    }

    public void Dispose() => _gate.Dispose();

    private async Task<Held> RequestAsync(CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent([
            new("grant_type", "client_credentials"), new("client_id", client.Value.Id), new("client_secret", client.Value.Secret)]);
        using var response = await clients.CreateClient(HttpClientName)
            .PostAsync(new Uri(token.Value.Authority, "/connect/token"), form, cancellationToken);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<TokenResponse>(cancellationToken)
            ?? throw new HttpRequestException("Identity answered no token.");
        return new Held(answer.AccessToken, time.GetUtcNow().AddSeconds(answer.ExpiresIn - 30));
    }

    /// <summary>One object, so that nobody reads one token with another's time.</summary>
    private sealed record Held(string Token, DateTimeOffset Until)
    {
        public static readonly Held None = new("", DateTimeOffset.MinValue);
    }

    private sealed record TokenResponse(
        [property: JsonPropertyName("access_token")] string AccessToken,
        [property: JsonPropertyName("expires_in")] int ExpiresIn);
}
