using System.Text.Json.Nodes;

namespace Csss.Contracts.PublicEvents;

/// <summary>
/// The AsyncAPI 3 document of the public events (also in this package as <c>asyncapi.json</c>), and from it the JSON Schema of each event's <c>data</c>. Both are as
/// they would be on one machine; given the gateway's public address they name that.
/// </summary>
public static class EventDocument
{
    private const string Resource = "asyncapi.json";
    private static readonly string Text = Read();

    /// <summary>The document.</summary>
    /// <param name="gateway">The gateway's public address, for instance <c>https://csss.hospital.example/</c>.</param>
    public static JsonObject AsyncApi(Uri gateway)
    {
        var document = Parse();
        var server = document["servers"]!["gateway"]!.AsObject();
        (server["host"], server["protocol"]) = (gateway.Authority, gateway.Scheme);
        if (gateway.AbsolutePath.Length > 1) server["pathname"] = gateway.AbsolutePath.TrimEnd('/');
        document["components"]!["securitySchemes"]!["system"]!["flows"]!["clientCredentials"]!["tokenUrl"] = new Uri(gateway, "connect/token").AbsoluteUri;
        return document;
    }

    /// <summary>The JSON Schema (2020-12) of the <c>data</c> of events of one type; null when there is no such type.</summary>
    /// <param name="type">One of <see cref="EventTypes"/>.</param>
    /// <param name="gateway">The gateway's public address: the schema's <c>$id</c> is where it is served, and what the events name as their <c>dataschema</c>.</param>
    public static JsonObject? SchemaOf(string type, Uri gateway)
    {
        if (!EventTypes.All.Contains(type)) return null;

        var schema = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["$id"] = AddressOf(type, gateway).AbsoluteUri };
        foreach (var (name, value) in Parse()["components"]!["schemas"]![type]!.AsObject()) schema[name] = value?.DeepClone();
        return schema;
    }

    /// <summary>Where the schema of a type is served: the events' <c>dataschema</c>.</summary>
    public static Uri AddressOf(string type, Uri gateway) => new(gateway, $"asyncapi/schemas/{type}.json");

    private static JsonObject Parse() => JsonNode.Parse(Text)!.AsObject();

    private static string Read()
    {
        using var stream = typeof(EventDocument).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
