namespace Csss.Contracts.PublicEvents;

/// <summary>The CloudEvents <c>type</c>s that systems outside are told of. A change that is not additive is a new type, <c>….v2</c>.</summary>
public static class EventTypes
{
    /// <summary>What all of them begin with; the rest is the AMQP routing key.</summary>
    public const string Prefix = "csss.";

    /// <summary>A scan was stored and waits for classification.</summary>
    public const string ScanUploaded = "csss.scan.uploaded.v1";

    /// <summary>A scan cannot be read as what it was sent as.</summary>
    public const string ScanRejected = "csss.scan.rejected.v1";

    /// <summary>A model has judged a scan, or abstained.</summary>
    public const string PredictionCompleted = "csss.prediction.completed.v1";

    /// <summary>Classification failed and can be tried again.</summary>
    public const string PredictionFailed = "csss.prediction.failed.v1";

    /// <summary>A doctor signed a report.</summary>
    public const string ReportGenerated = "csss.report.generated.v1";

    /// <summary>The mail server accepted a report.</summary>
    public const string ReportEmailed = "csss.report.emailed.v1";

    /// <summary>A report could not be delivered.</summary>
    public const string ReportDeliveryFailed = "csss.report.delivery-failed.v1";

    /// <summary>A webhook is tried, because its client asked for it: sent to that webhook alone, and in no feed. Not one of <see cref="All"/>.</summary>
    public const string WebhookPing = "csss.webhook.ping.v1";

    /// <summary>All that happens to scans and reports.</summary>
    public static readonly IReadOnlyList<string> All =
        [ScanUploaded, ScanRejected, PredictionCompleted, PredictionFailed, ReportGenerated, ReportEmailed, ReportDeliveryFailed];

    /// <summary>The AMQP routing key of an event, for instance <c>scan.uploaded.v1</c>.</summary>
    public static string RoutingKeyOf(string type) => type.StartsWith(Prefix, StringComparison.Ordinal) ? type[Prefix.Length..] : type;
}
