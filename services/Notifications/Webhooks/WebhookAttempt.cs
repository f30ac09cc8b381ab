namespace Csss.Notifications.Webhooks;

/// <summary>A line of the delivery log: what came of one attempt. Nothing of what was sent or answered.</summary>
internal sealed class WebhookAttempt
{
    public required long WebhookSequence { get; init; }

    public required long DeliverySequence { get; init; }

    /// <summary>From 1. A number that is missing is an attempt whose process died.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The HTTP status; null when there was no answer.</summary>
    public int? Status { get; init; }

    /// <summary>Null when it was delivered. One of <see cref="FailureCodes"/>.</summary>
    public string? Code { get; init; }

    public required int DurationMs { get; init; }
}

/// <summary>Why an attempt failed.</summary>
internal static class FailureCodes
{
    /// <summary>No answer in time, from resolving the name to the status line.</summary>
    public const string Timeout = "timeout";

    /// <summary>The name could not be resolved.</summary>
    public const string Dns = "dns";

    /// <summary>Nobody listens there.</summary>
    public const string ConnectionRefused = "connection_refused";

    /// <summary>No way there, or the connection could not be made for another reason.</summary>
    public const string ConnectionFailed = "connection_failed";

    /// <summary>The connection was cut before an answer was complete.</summary>
    public const string ConnectionReset = "connection_reset";

    /// <summary>The certificate is not valid, not for that name or not of an authority that is believed, or no TLS was spoken.</summary>
    public const string Tls = "tls";

    /// <summary>The name stands for no address that may be called.</summary>
    public const string AddressRefused = "address_refused";

    /// <summary>3xx: redirects are not followed.</summary>
    public const string RedirectRefused = "redirect_refused";

    /// <summary>An answer that is neither 2xx nor 3xx.</summary>
    public const string HttpError = "http_error";

    /// <summary>Not HTTP, or headers without end.</summary>
    public const string InvalidResponse = "invalid_response";

    /// <summary>The event is older than the log reaches: there is nothing left to send.</summary>
    public const string EventForgotten = "event_forgotten";

    /// <summary>Something that should not happen; the service's log has it.</summary>
    public const string InternalError = "internal_error";
}
