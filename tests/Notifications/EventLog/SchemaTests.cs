using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Csss.Contracts.PublicEvents;
using Csss.Notifications.Tests.Webhooks;

namespace Csss.Notifications.Tests.EventLog;

/// <summary>What is sent is what is documented.</summary>
public sealed class SchemaTests
{
    [Fact]
    public async Task Every_event_that_leaves_fits_the_document_that_is_served_and_the_schema_it_names()
    {
        await using var application = await NotificationsApplication.StartAsync();
        using var anybody = application.CreateClient();
        var story = ScanStory.New();
        await application.SendInOrderAsync(story.Uploaded, story.Rejected, story.Failed, story.Completed, story.Signed, story.Emailed, story.Undelivered);
        var log = await application.LogAsync(7);
        var (document, events) = (Path.GetTempFileName(), Path.GetTempFileName());
        await File.WriteAllTextAsync(document, await anybody.GetStringAsync("/asyncapi.json"));
        await File.WriteAllTextAsync(events, $"[{string.Join(',', log.Select(line => line.Json))}]");

        var (status, output) = await CheckAsync(document, events);

        status.ShouldBe(0, output);
        log.Select(line => line.Type).ShouldBe(EventTypes.All, ignoreOrder: true);
        foreach (var line in log)
        {
            var named = JsonDocument.Parse(line.Json).RootElement.GetProperty("dataschema").GetString()!;
            var schema = await anybody.GetFromJsonAsync<JsonElement>(new Uri(named).AbsolutePath);
            schema.GetProperty("$id").GetString().ShouldBe(named);
            JsonDocument.Parse(line.Json).RootElement.GetProperty("data").EnumerateObject().Select(member => member.Name)
                .ShouldBe(schema.GetProperty("properties").EnumerateObject().Select(member => member.Name), ignoreOrder: true, "no member is undocumented");
        }

        File.Delete(document);
        File.Delete(events);
    }

    [Fact]
    public async Task A_ping_fits_the_served_document_too()
    {
        await using var receiver = new Receiver();
        await using var application = await WebhookWorld.StartAsync();
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync(receiver.Url);
        (await partner.PostAsync($"/webhooks/{webhook.WebhookId}/ping", content: null)).EnsureSuccessStatusCode();
        var (document, events) = (Path.GetTempFileName(), Path.GetTempFileName());
        await File.WriteAllTextAsync(document, await partner.GetStringAsync("/asyncapi.json"));
        await File.WriteAllTextAsync(events, $"[{(await receiver.CallsAsync(1))[0].Body}]");

        var (status, output) = await CheckAsync(document, events);

        status.ShouldBe(0, output);
        File.Delete(document);
        File.Delete(events);
    }

    [Fact]
    public async Task A_schema_that_there_is_not_is_404()
    {
        await using var application = await NotificationsApplication.StartAsync();
        using var anybody = application.CreateClient();

        (await anybody.GetAsync("/asyncapi/schemas/csss.scan.uploaded.v9.json")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<(int Status, string Output)> CheckAsync(string document, string events)
    {
        using var process = Process.Start(new ProcessStartInfo("node", [Script(), "events", document, events]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    private static string Script([CallerFilePath] string here = "") => Path.GetFullPath("../../AsyncApi/check.mjs", Path.GetDirectoryName(here)!);
}
