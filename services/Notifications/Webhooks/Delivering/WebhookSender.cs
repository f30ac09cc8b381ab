using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Csss.Notifications.EventLog;
using Csss.Notifications.Webhooks.Targets;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.Webhooks.Delivering;

/// <summary>Posts a CloudEvent to a receiver as Standard Webhooks says, and tells what came of it. What it answers is not read beyond the headers.</summary>
internal sealed partial class WebhookSender(
    TargetRules rules, WebhookSecrets secrets, IOptions<WebhookOptions> options, TimeProvider time, ILogger<WebhookSender> logger) : IDisposable
{
    private static readonly ProductInfoHeaderValue Us = new("CSSS-Webhooks", "1");

    private readonly HttpMessageInvoker _http = new(TargetConnection.CreateHandler(rules, options.Value));

    /// <exception cref="OperationCanceledException">The service stops.</exception>
    public async Task<AttemptResult> SendAsync(WebhookClaim claim, CancellationToken cancellationToken)
    {
        var (at, begun) = (time.GetUtcNow(), time.GetTimestamp());
        if (claim.Body is null) return new AttemptResult(at, TimeSpan.Zero, FailureCodes.EventForgotten);

        using var limit = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var request = Request(claim, claim.Body, at);
            using var response = await _http.SendAsync(request, either.Token);
            return new AttemptResult(at, time.GetElapsedTime(begun), CodeOf(response), (int)response.StatusCode, RetryAfterOf(response));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new AttemptResult(at, time.GetElapsedTime(begun), FailureCodes.Timeout);
        }
        catch (HttpRequestException exception)
        {
            return new AttemptResult(at, time.GetElapsedTime(begun), TransportFailures.CodeOf(exception));
        }
        catch (CryptographicException)
        {
            LogUnsigned(logger, claim.Webhook.Id);
            return new AttemptResult(at, time.GetElapsedTime(begun), FailureCodes.InternalError);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The type and where, not the text: a library's text may quote the address.
            LogUnexpected(logger, claim.Delivery.EventId, claim.Webhook.Id, exception.GetType().Name, exception.StackTrace);
            return new AttemptResult(at, time.GetElapsedTime(begun), FailureCodes.InternalError);
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(WebhookClaim claim, string body, DateTimeOffset now)
    {
        var id = claim.Delivery.EventId.ToString("D");
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var content = new StringContent(body, Encoding.UTF8, CloudEventFormat.ContentType);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(claim.Webhook.Url)) { Content = content };
        request.Headers.UserAgent.Add(Us);
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", secrets.Sign(claim.Webhook, id, timestamp, body, now));
        return request;
    }

    private static string? CodeOf(HttpResponseMessage response) => (int)response.StatusCode switch
    {
        >= 200 and < 300 => null,
        >= 300 and < 400 => FailureCodes.RedirectRefused,
        _ => FailureCodes.HttpError,
    };

    private TimeSpan? RetryAfterOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => null,
    };

    [LoggerMessage(LogLevel.Error, "Webhook {WebhookId} cannot be signed for: its key does not open with Storage:MasterKey or any of Storage:PreviousMasterKeys")]
    private static partial void LogUnsigned(ILogger logger, Guid webhookId);

    [LoggerMessage(LogLevel.Error, "Sending event {EventId} to webhook {WebhookId} met a {Exception}\n{StackTrace}")]
    private static partial void LogUnexpected(ILogger logger, Guid eventId, Guid webhookId, string exception, string? stackTrace);
}
