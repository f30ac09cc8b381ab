using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Csss.Notifications.Deliveries;
using Microsoft.Extensions.Options;
using Polly;

namespace Csss.Notifications.WhatsApp;

/// <summary><c>POST /2010-04-01/Accounts/{sid}/Messages.json</c> of Twilio.</summary>
internal sealed class TwilioMessages(HttpClient http, IOptions<WhatsAppOptions> options)
{
    /// <exception cref="DeliveryException">It was refused, for good or for now, or there was no answer.</exception>
    public async Task SendAsync(IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/2010-04-01/Accounts/{options.Value.AccountSid}/Messages.json") { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Value.User}:{options.Value.Secret}")));
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode) throw await RefusalAsync(response, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or ExecutionRejectedException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            throw new DeliveryException(DeliveryCodes.WhatsAppUnavailable, isPermanent: false, exception.GetType().Name);
        }
    }

    /// <summary>What is about our login or our pace can be put right, and the message then goes out; any other 4xx is about this message.</summary>
    private static async Task<DeliveryException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var code = await CodeAsync(response, cancellationToken);
        var isPermanent = status is >= 400 and < 500 && response.StatusCode is not
            (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests);
        return new DeliveryException(
            isPermanent ? DeliveryCodes.WhatsAppRejected : DeliveryCodes.WhatsAppUnavailable, isPermanent,
            string.Create(CultureInfo.InvariantCulture, $"HTTP {status}, Twilio {code}"));
    }

    /// <summary>Twilio's number for what is wrong; its text may quote the telephone number.</summary>
    private static async Task<int> CodeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return (await response.Content.ReadFromJsonAsync<TwilioError>(cancellationToken))?.Code ?? 0;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException)
        {
            return 0;
        }
    }

    private sealed record TwilioError(int Code);
}
