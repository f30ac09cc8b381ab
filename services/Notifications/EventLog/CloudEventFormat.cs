using System.Globalization;
using System.Net.Mime;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Csss.Contracts;
using Csss.Contracts.PublicEvents;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.EventLog;

/// <summary>CloudEvents 1.0 in structured JSON, with the Sequence extension.</summary>
internal sealed class CloudEventFormat(IOptions<EventLogOptions> options)
{
    /// <summary>Of a channel that carries one event a message.</summary>
    public const string ContentType = "application/cloudevents+json";

    private static readonly CloudEventAttribute SequenceAttribute = CloudEventAttribute.CreateExtension("sequence", CloudEventAttributeType.String);

    private readonly JsonEventFormatter _formatter = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }, default);

    /// <summary>As the extension asks for: its text sorts as the number does. It reads as a number too, and may be given to <c>after=</c> as it is.</summary>
    public static string Text(long sequence) => sequence.ToString("D19", CultureInfo.InvariantCulture);

    public string Format(PublicEvent occurred, long sequence)
    {
        var cloudEvent = new CloudEvent(CloudEventsSpecVersion.V1_0, [SequenceAttribute])
        {
            Id = occurred.Id.ToString("D"),
            Source = new Uri($"/csss/{SourceOf(occurred.Type)}", UriKind.Relative),
            Type = occurred.Type,
            Subject = $"scans/{occurred.ScanId:D}",
            Time = occurred.At.ToUniversalTime(),
            DataContentType = MediaTypeNames.Application.Json,
            DataSchema = EventDocument.AddressOf(occurred.Type, options.Value.PublicUrl!),
            Data = occurred.Data,
            [SequenceAttribute] = Text(sequence),
        };
        return Encoding.UTF8.GetString(_formatter.EncodeStructuredModeMessage(cloudEvent, out _).Span);
    }

    /// <summary>The service in which it happened.</summary>
    private static string SourceOf(string type) => type switch
    {
        EventTypes.ReportGenerated => ResourceNames.Reports,
        EventTypes.ReportEmailed or EventTypes.ReportDeliveryFailed => ResourceNames.Notifications,
        _ => ResourceNames.Inference,
    };
}
