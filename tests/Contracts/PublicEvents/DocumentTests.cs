using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csss.Contracts.PublicEvents;

namespace Csss.Contracts.Tests.PublicEvents;

public sealed class DocumentTests
{
    private static readonly Uri Gateway = new("https://csss.hospital.example/");

    [Fact]
    public async Task The_AsyncAPI_projects_own_parser_finds_no_fault()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, EventDocument.AsyncApi(Gateway).ToJsonString());

        var (status, output) = await CheckAsync("document", file);

        status.ShouldBe(0, output);
        output.ShouldContain("AsyncAPI 3.0.0, 3 channels, 9 messages");
        File.Delete(file);
    }

    [Fact]
    public async Task And_it_would_find_one()
    {
        var file = Path.GetTempFileName();
        var broken = EventDocument.AsyncApi(Gateway);
        broken["operations"]!["sendFeed"]!["action"] = "shout";
        await File.WriteAllTextAsync(file, broken.ToJsonString());

        (await CheckAsync("document", file)).Status.ShouldBe(1);
        File.Delete(file);
    }

    [Fact]
    public void The_document_names_the_gateway_it_is_served_by()
    {
        var document = EventDocument.AsyncApi(Gateway);

        var server = document["servers"]!["gateway"]!;
        (server["host"]!.GetValue<string>(), server["protocol"]!.GetValue<string>()).ShouldBe(("csss.hospital.example", "https"));
        document["components"]!["securitySchemes"]!["system"]!["flows"]!["clientCredentials"]!["tokenUrl"]!.GetValue<string>().ShouldBe("https://csss.hospital.example/connect/token");
    }

    [Fact]
    public void Each_type_has_a_message_a_routing_key_and_a_schema_of_its_own()
    {
        var document = EventDocument.AsyncApi(Gateway);
        var messages = document["components"]!["messages"]!.AsObject().Select(message => message.Value!["name"]!.GetValue<string>());
        messages.Where(name => name is not ("feedPage" or EventTypes.WebhookPing)).ShouldBe(EventTypes.All, ignoreOrder: true);
        document["channels"]!["exchange"]!["parameters"]!["routingKey"]!["enum"]!.AsArray().Select(key => key!.GetValue<string>()).ShouldBe(EventTypes.All.Select(EventTypes.RoutingKeyOf), ignoreOrder: true);
        foreach (var type in EventTypes.All)
        {
            var schema = EventDocument.SchemaOf(type, Gateway)!;
            schema["$schema"]!.GetValue<string>().ShouldBe("https://json-schema.org/draft/2020-12/schema");
            schema["$id"]!.GetValue<string>().ShouldBe($"https://csss.hospital.example/asyncapi/schemas/{type}.json");
            schema["required"]!.AsArray().Select(name => name!.GetValue<string>()).ShouldBe(schema["properties"]!.AsObject().Select(member => member.Key));
        }

        EventDocument.SchemaOf("csss.scan.uploaded.v9", Gateway).ShouldBeNull();
    }

    [Fact]
    public void Nothing_in_an_event_is_more_than_an_id_or_a_link()
    {
        foreach (var type in EventTypes.All)
            foreach (var (name, member) in EventDocument.SchemaOf(type, Gateway)!["properties"]!.AsObject())
                member!["format"]!.GetValue<string>().ShouldBeOneOf(["uuid", "uri"], $"{type}: {name}");
    }

    [Fact]
    public async Task The_documents_own_examples_fit_its_schemas()
    {
        var document = Path.GetTempFileName();
        var events = Path.GetTempFileName();
        var text = EventDocument.AsyncApi(Gateway);
        await File.WriteAllTextAsync(document, text.ToJsonString());
        await File.WriteAllTextAsync(events, JsonSerializer.Serialize(text["components"]!["messages"]!.AsObject().Select(message => message.Value!["examples"]?[0]?["payload"]).OfType<JsonNode>()));

        var (status, output) = await CheckAsync("events", document, events);

        status.ShouldBe(0, output);
        File.Delete(document);
        File.Delete(events);
    }

    private static async Task<(int Status, string Output)> CheckAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("node", [Script(), .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    private static string Script([CallerFilePath] string here = "") => Path.GetFullPath("../../AsyncApi/check.mjs", Path.GetDirectoryName(here)!);
}
