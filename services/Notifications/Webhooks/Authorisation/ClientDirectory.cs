using System.Net;
using System.Net.Http.Json;
using Csss.ServiceDefaults;

namespace Csss.Notifications.Webhooks.Authorisation;

/// <summary><c>GET /internal/clients/{client_id}</c> of Identity.</summary>
internal sealed class ClientDirectory(HttpClient http)
{
    private const string UnknownClient = "unknown_client";

    /// <summary>What the client may do now; null when there is no such client.</summary>
    /// <exception cref="HttpRequestException">Identity does not answer, or not as it should.</exception>
    public async Task<IReadOnlyList<string>?> ScopesOfAsync(string clientId, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync($"/internal/clients/{Uri.EscapeDataString(clientId)}", cancellationToken);
        // Only these words mean that it is gone: an Identity that does not know the route yet says 404 as well.
        if (response.StatusCode == HttpStatusCode.NotFound
            && (await response.Content.ReadFromJsonAsync<Problem>(ApiJson.Options, cancellationToken))?.Code == UnknownClient) return null;

        response.EnsureSuccessStatusCode();
        var client = await response.Content.ReadFromJsonAsync<Client>(ApiJson.Options, cancellationToken);
        return client is { Scopes: { } scopes } && client.ClientId == clientId ? scopes : throw new HttpRequestException("Identity answered for no client, or for another one.");
    }

    private sealed record Client(string ClientId, IReadOnlyList<string> Scopes);

    private sealed record Problem(string? Code);
}
