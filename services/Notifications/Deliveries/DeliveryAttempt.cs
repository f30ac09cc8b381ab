using System.Diagnostics;
using Csss.Notifications.ReportMails;
using Csss.Notifications.Webhooks.Notice;
using Csss.ServiceDefaults.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.Deliveries;

/// <summary>One attempt at one delivery: hand it to its channel, record.</summary>
internal sealed partial class DeliveryAttempt(
    NotificationsDb database, IEnumerable<IDeliveryChannel> channels, DeliveryMetrics metrics,
    DeliverySignal signal, IOptions<DeliveryOptions> options, TimeProvider time, ILogger<DeliveryAttempt> logger)
{
    public async Task RunAsync(DeliveryClaim claim, CancellationToken cancellationToken)
    {
        var delivery = await database.Deliveries.SingleAsync(row => row.Sequence == claim.Sequence && row.Lease == claim.Lease, cancellationToken);
        using var activity = StartActivity(delivery);
        try
        {
            if (delivery.IsDroppedWhenLate && delivery.ExpiresAt <= time.GetUtcNow())
            {
                End(delivery, DeliveryState.Expired, delivery.Code);
            }
            else
            {
                var channel = channels.Single(channel => channel.Name == delivery.Channel);
                End(delivery, await channel.SendAsync(delivery, cancellationToken) ? DeliveryState.Sent : DeliveryState.Withheld, code: null);
            }
        }
        catch (DeliveryException exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.Code);
            Fail(delivery, exception);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The service stops: whoever is next may take it at once.
            delivery.PutOff(time.GetUtcNow(), delivery.Code ?? DeliveryCodes.ServiceUnavailable, time.GetUtcNow());
        }
        catch (Exception exception)
        {
            // The type and where, not the text: a library's text may quote an address.
            LogUnexpected(logger, delivery.Id, exception.GetType().Name, exception.StackTrace);
            activity?.SetStatus(ActivityStatusCode.Error, DeliveryCodes.InternalError);
            Fail(delivery, new DeliveryException(DeliveryCodes.InternalError, isPermanent: false, exception.GetType().Name));
        }

        // Not cancelled: what the server has accepted is recorded.
        await database.SaveChangesAsync(CancellationToken.None);
        // The queue sleeps until the lease it saw would end; this one ended now.
        if (delivery.State == DeliveryState.Pending) signal.Raise();
    }

    private void Fail(Delivery delivery, DeliveryException exception)
    {
        var now = time.GetUtcNow();
        var next = now + options.Value.RetryAfter(delivery.Attempts);
        if (exception.IsPermanent || delivery.Attempts >= options.Value.MaxAttempts || next >= delivery.ExpiresAt)
        {
            LogFailed(logger, delivery.Id, delivery.Attempts, exception.Code, exception.Message);
            End(delivery, DeliveryState.Failed, exception.Code);
            return;
        }

        LogPutOff(logger, delivery.Id, delivery.Attempts, exception.Code, exception.Message, next);
        metrics.PutOff(delivery, exception.Code);
        delivery.PutOff(next, exception.Code, now);
    }

    private void End(Delivery delivery, DeliveryState state, string? code)
    {
        delivery.End(state, code, time.GetUtcNow());
        delivery.Announce(database);
        metrics.Ended(delivery);
        LogEnded(logger, delivery.Id, state, delivery.Attempts);
    }

    /// <summary>Continues the trace of the message that asked for the delivery, however long ago that was.</summary>
    private static Activity? StartActivity(Delivery delivery)
    {
        _ = ActivityContext.TryParse(delivery.TraceParent, traceState: null, isRemote: true, out var parent);
        var name = delivery switch { ReportDelivery => "send report mail", ReportNotice => "send report notice", WebhookNotice => "send webhook notice", _ => "send account mail" };
        return CsssActivities.Source.StartActivity(name, ActivityKind.Client, parent)
            ?.SetTag("csss.delivery_id", delivery.Id).SetTag("csss.attempt", delivery.Attempts);
    }

    [LoggerMessage(LogLevel.Information, "Delivery {DeliveryId}: {State} after {Attempts} attempt(s)")]
    private static partial void LogEnded(ILogger logger, Guid deliveryId, DeliveryState state, int attempts);

    [LoggerMessage(LogLevel.Warning, "Delivery {DeliveryId}, attempt {Attempts}: {Code}, {Reason}; again at {Next:O}")]
    private static partial void LogPutOff(ILogger logger, Guid deliveryId, int attempts, string code, string reason, DateTimeOffset next);

    [LoggerMessage(LogLevel.Error, "Delivery {DeliveryId} met a {Exception}\n{StackTrace}")]
    private static partial void LogUnexpected(ILogger logger, Guid deliveryId, string exception, string? stackTrace);

    [LoggerMessage(LogLevel.Error, "Delivery {DeliveryId} failed for good at attempt {Attempts}: {Code}, {Reason}")]
    private static partial void LogFailed(ILogger logger, Guid deliveryId, int attempts, string code, string reason);
}
