using System.Globalization;
using Csss.Notifications.Deliveries;
using Polly;

namespace Csss.Notifications.Recipients;

/// <summary>Calls to our other services: one that does not answer puts the delivery off.</summary>
internal static class ServiceCall
{
    public static async Task<HttpResponseMessage> SendAsync(Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        try
        {
            return await send(cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or ExecutionRejectedException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            throw new DeliveryException(DeliveryCodes.ServiceUnavailable, isPermanent: false, exception.GetType().Name);
        }
    }

    public static void EnsureSuccess(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
            throw new DeliveryException(DeliveryCodes.ServiceUnavailable, isPermanent: false, "HTTP " + ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture));
    }
}
