using System.Net;
using System.Net.Http.Json;
using Csss.Notifications.Deliveries;
using Csss.ServiceDefaults;

namespace Csss.Notifications.Recipients;

/// <summary><c>GET /internal/users/{id}</c> of Identity: addresses are looked up for each mail and kept nowhere.</summary>
internal sealed class IdentityClient(HttpClient http)
{
    /// <exception cref="DeliveryException">There is no such account, or Identity does not answer.</exception>
    public async Task<Recipient> GetAsync(Guid userId, CancellationToken cancellationToken)
    {
        using var response = await ServiceCall.SendAsync(token => http.GetAsync($"/internal/users/{userId:D}", token), cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
            throw new DeliveryException(DeliveryCodes.NoRecipient, isPermanent: true, "there is no such account");

        ServiceCall.EnsureSuccess(response);
        var user = await response.Content.ReadFromJsonAsync<Recipient>(ApiJson.Options, cancellationToken);
        return user is { Email.Length: > 0 }
            ? user
            : throw new DeliveryException(DeliveryCodes.NoRecipient, isPermanent: true, "the account has no address");
    }
}
