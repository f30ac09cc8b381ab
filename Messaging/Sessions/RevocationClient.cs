using System.Net.Http.Json;
using System.Text.Json.Serialization;

namespace Csss.Messaging.Sessions;

/// <summary><c>GET /internal/revocations</c> of Identity.</summary>
internal sealed class RevocationClient(HttpClient http) : IRevocationSource
{
    public async Task<IReadOnlyList<Guid>> ListAsync(CancellationToken cancellationToken)
    {
        var answer = await http.GetFromJsonAsync<Revocations>("/internal/revocations", cancellationToken);
        return [.. answer?.Items.Select(item => item.SessionId) ?? []];
    }

    private sealed record Revocations([property: JsonPropertyName("items")] IReadOnlyList<Revocation> Items);

    private sealed record Revocation([property: JsonPropertyName("sid")] Guid SessionId);
}
