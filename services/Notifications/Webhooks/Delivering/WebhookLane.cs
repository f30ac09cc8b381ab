using System.Diagnostics;
using Csss.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.Webhooks.Delivering;

/// <summary>
/// The way to one receiver: so many deliveries at a time, and one at a time while it does not answer as it should. Each webhook has its own, so that none waits
/// for another's receiver.
/// </summary>
internal sealed partial class WebhookLane(
    long webhook, WebhookQueue queue, WebhookSender sender, WebhookOutcomes outcomes, IOptions<WebhookOptions> options, TimeProvider time, ILogger<WebhookLane> logger)
{
    /// <summary>Failures in a row after which a receiver is only probed.</summary>
    private const int Patience = 3;

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);
    private readonly Signal _signal = new(time);
    private readonly List<Task> _running = [];
    private int _failures;

    private int Width => Volatile.Read(ref _failures) < Patience ? options.Value.Concurrency : 1;

    public void Wake() => _signal.Raise();

    /// <summary>Returns when the webhook is not there any more, or the service stops.</summary>
    public async Task RunAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await StepAsync(stoppingToken)) _running.RemoveAll(attempt => attempt.IsCompleted);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Those under way are told to stop as well, and say so in the database.
        }

        await Task.WhenAll(_running);
    }

    private async Task<bool> StepAsync(CancellationToken stoppingToken)
    {
        try
        {
            var free = Width - _running.Count;
            if (free <= 0)
            {
                await _signal.WaitAsync(WebhookClaims.LongestWait, stoppingToken);
                return true;
            }

            if (await queue.ClaimAsync(webhook, free, stoppingToken) is not { } next) return false;

            _running.AddRange(next.Claims.Select(claim => AttemptAsync(claim, stoppingToken)));
            if (next.UntilNext > TimeSpan.Zero) await _signal.WaitAsync(next.UntilNext, stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(logger, exception, webhook);
            await Task.Delay(PauseAfterFailure, time, stoppingToken);
        }

        return true;
    }

    private async Task AttemptAsync(WebhookClaim claim, CancellationToken stoppingToken)
    {
        try
        {
            if (await SendAsync(claim, stoppingToken) is { } result) await outcomes.RecordAsync(claim, result);
            else await outcomes.ReleaseAsync(claim);
        }
        catch (Exception exception)
        {
            LogNotRecorded(logger, exception, claim.Delivery.EventId, claim.Webhook.Id);
        }
        finally
        {
            _signal.Raise();
        }
    }

    /// <summary>Null when the service stops before there is an answer.</summary>
    private async Task<AttemptResult?> SendAsync(WebhookClaim claim, CancellationToken stoppingToken)
    {
        using var activity = StartActivity(claim);
        try
        {
            var result = await sender.SendAsync(claim, stoppingToken);
            if (!result.IsDelivered) activity?.SetStatus(ActivityStatusCode.Error, result.Code);
            if (result.IsDelivered) Interlocked.Exchange(ref _failures, 0);
            else Interlocked.Increment(ref _failures);
            return result;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Continues the trace of the message that the event was made from, however long ago that was.</summary>
    private static Activity? StartActivity(WebhookClaim claim)
    {
        _ = ActivityContext.TryParse(claim.TraceParent, traceState: null, isRemote: true, out var parent);
        return CsssActivities.Source.StartActivity("send webhook", ActivityKind.Client, parent)
            ?.SetTag("csss.event_id", claim.Delivery.EventId).SetTag("csss.webhook_id", claim.Webhook.Id).SetTag("csss.attempt", claim.Delivery.Attempts);
    }

    [LoggerMessage(LogLevel.Error, "The deliveries of webhook number {Webhook} could not be read; it is tried again")]
    private static partial void LogFailed(ILogger logger, Exception exception, long webhook);

    [LoggerMessage(LogLevel.Error, "What became of event {EventId} for webhook {WebhookId} could not be recorded; it is sent again when its lease is over")]
    private static partial void LogNotRecorded(ILogger logger, Exception exception, Guid eventId, Guid webhookId);
}
