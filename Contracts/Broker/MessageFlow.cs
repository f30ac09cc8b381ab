using Csss.Contracts.Commands;
using Csss.Contracts.Events;

namespace Csss.Contracts.Broker;

/// <summary>Which service publishes and which consumes what. The broker enforces it: see <see cref="BrokerPermissions"/>.</summary>
public static class MessageFlow
{
    private static readonly Dictionary<string, Flow> Flows = new(StringComparer.Ordinal)
    {
        [ResourceNames.Identity] = new(
            Publishes: [typeof(UserRegistered), typeof(UserChanged), typeof(UserRemoved), typeof(SessionRevoked), typeof(CareGranted), typeof(SendAccountMail)],
            Consumes: [typeof(ScanUploaded), typeof(PredictionCompleted), typeof(ReportGenerated), typeof(ReportEmailed), typeof(AccessRecorded)]),
        [ResourceNames.Inference] = new(
            Publishes: [typeof(ScanUploaded), typeof(ScanRejected), typeof(PredictionCompleted), typeof(PredictionFailed), typeof(ClassifyScan)],
            Consumes: [typeof(ScanUploaded), typeof(ClassifyScan), typeof(CareGranted), typeof(ReportGenerated)]),
        [ResourceNames.Reports] = new(
            Publishes: [typeof(ReportGenerated), typeof(PrescriptionIssued), typeof(PrescriptionDispensed), typeof(EmailReport)],
            Consumes:
            [
                typeof(ScanUploaded), typeof(ScanRejected), typeof(PredictionCompleted), typeof(PredictionFailed), typeof(CareGranted), typeof(ReportEmailed),
                typeof(ReportDeliveryFailed),
            ]),
        [ResourceNames.Notifications] = new(
            Publishes: [typeof(ReportEmailed), typeof(ReportDeliveryFailed)],
            Consumes:
            [
                typeof(EmailReport), typeof(SendAccountMail), typeof(ScanUploaded), typeof(ScanRejected), typeof(PredictionCompleted), typeof(PredictionFailed),
                typeof(ReportGenerated), typeof(ReportEmailed), typeof(ReportDeliveryFailed), typeof(CareGranted),
            ]),
        [ResourceNames.Chatbot] = new(
            Publishes: [],
            Consumes: [typeof(UserRemoved)]),
    };

    /// <summary>The durable topic exchange that systems outside bind their own queues to; Notifications alone publishes there.</summary>
    public const string EventExchange = "csss.events";

    /// <summary>The services that have the broker.</summary>
    public static IReadOnlyList<string> Services { get; } = [.. Flows.Keys];

    /// <summary>What the service may publish; everybody may tell of accesses.</summary>
    public static IReadOnlyList<Type> PublishedBy(string service) => [.. Flows[service].Publishes, typeof(AccessRecorded)];

    /// <summary>What the service consumes; everybody hears of revoked sessions.</summary>
    public static IReadOnlyList<Type> ConsumedBy(string service) => [.. Flows[service].Consumes, typeof(SessionRevoked)];

    private sealed record Flow(Type[] Publishes, Type[] Consumes);
}
