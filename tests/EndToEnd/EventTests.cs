using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Csss.Contracts.Broker;
using Csss.EndToEnd.Tests.Client;
using Csss.EndToEnd.Tests.System;
using Csss.Testing;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Csss.EndToEnd.Tests;

/// <summary>Systems outside, each let in by an administrator and coming through the gateway.</summary>
[Collection(SystemCollection.Name)]
public sealed class EventTests(RunningSystem system)
{
    private const string Uploaded = "csss.scan.uploaded.v1";
    private const string Completed = "csss.prediction.completed.v1";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("python", "/usr/bin/python3", "python/subscriber.py")]
    [InlineData("node", "node", "node/subscriber.mjs")]
    [InlineData("csharp", "dotnet", "run", "csharp/Subscriber.cs")]
    public async Task A_sample_follows_the_feed_and_goes_on_where_it_was_killed(string language, params string[] command)
    {
        var client = await NewClientAsync(language, "events:read");
        using var doctor = await DoctorAsync();
        var folder = Directory.CreateTempSubdirectory("csss-sample-");
        var settings = new Dictionary<string, string>
        {
            ["CSSS_URL"] = $"http://localhost:{system.GatewayPort}", ["CSSS_CLIENT_ID"] = client.ClientId, ["CSSS_CLIENT_SECRET"] = client.ClientSecret,
            ["CSSS_POSITION"] = Path.Combine(folder.FullName, "position"),
        };

        IReadOnlyList<string[]> before;
        await using (var program = SampleProgram.Start(command, settings))
        {
            var scan = await UploadAsync(doctor);
            await program.PrintsAsync(Completed, scan);
            before = program.Lines;
            before.Select(line => long.Parse(line[0], CultureInfo.InvariantCulture)).ShouldBe(Enumerable.Range(1, before.Count).Select(number => (long)number), "from the first event on, none missing");
            before.Where(line => line[2] == $"scans/{scan}").Select(line => line[1]).ShouldBe([Uploaded, Completed]);
        }

        var later = await UploadAsync(doctor);
        await using (var program = SampleProgram.Start(command, settings))
        {
            await program.PrintsAsync(Completed, later);
            long.Parse(program.Lines[0][0], CultureInfo.InvariantCulture).ShouldBeInRange(before.Count, before.Count + 1, "it goes on, and sees at most one again");
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_system_reads_a_scans_story_in_the_feed_and_its_result_where_the_event_says()
    {
        var client = await NewClientAsync("story", "events:read", "results:read");
        using var doctor = await DoctorAsync();
        var scan = await UploadAsync(doctor);
        var report = await doctor.GenerateReportAsync(scan, "Read by a person.");
        await doctor.EmailReportAsync(scan);
        using var outside = await SystemAsync(client);

        var story = await StoryAsync(outside, scan, 4);

        story.Select(one => one.GetProperty("type").GetString()).ShouldBe([Uploaded, Completed, "csss.report.generated.v1", "csss.report.emailed.v1"]);
        var link = new Uri(story[2].GetProperty("data").GetProperty("result_url").GetString()!);
        var result = await Eventually.ShouldAsync("Inference knows of the report", () => outside.GetAsync<JsonElement>(link.PathAndQuery), json => json.GetProperty("report_id").ValueKind != JsonValueKind.Null, Patience);
        result.GetProperty("report_id").GetGuid().ShouldBe(report.ReportId);
        result.GetProperty("status").GetString().ShouldBe("completed");
        var schema = await system.Client().GetAsync<JsonElement>(new Uri(story[0].GetProperty("dataschema").GetString()!).PathAndQuery);
        schema.GetProperty("$id").GetString().ShouldBe(story[0].GetProperty("dataschema").GetString());
        (await system.Client().GetAsync<JsonElement>("/asyncapi.json")).GetProperty("servers").GetProperty("gateway").GetProperty("host").GetString().ShouldBe($"localhost:{system.GatewayPort}");
        (await doctor.StatusAsync("/events")).ShouldBe(HttpStatusCode.Forbidden);
        (await doctor.StatusAsync($"/results/{scan}")).ShouldBe(HttpStatusCode.Forbidden);
        (await system.Client().StatusAsync("/events")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    /// <summary>With the permissions that the services really have here.</summary>
    [Fact]
    public async Task The_exchange_carries_the_same_events()
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(system.BrokerAddress()) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var queue = (await channel.QueueDeclareAsync()).QueueName;
        await Eventually.ShouldAsync("Notifications follows its log", async () =>
        {
            await using var look = await connection.CreateChannelAsync();
            try
            {
                await look.ExchangeDeclarePassiveAsync(MessageFlow.EventExchange);
                return true;
            }
            catch (OperationInterruptedException)
            {
                return false;
            }
        }, Patience);
        await channel.QueueBindAsync(queue, MessageFlow.EventExchange, "prediction.*.v1");
        using var doctor = await DoctorAsync();

        var scan = await UploadAsync(doctor);

        await Eventually.ShouldAsync("the event comes", async () => await channel.BasicGetAsync(queue, autoAck: true) is { } got
            && JsonDocument.Parse(got.Body).RootElement is var json && json.GetProperty("subject").GetString() == $"scans/{scan}" && got.BasicProperties.MessageId == json.GetProperty("id").GetString(), Patience);
    }

    private async Task<Credentials> NewClientAsync(string name, params string[] scopes)
    {
        using var admin = await system.AdminOnceBackAsync();
        return await admin.PostAsync<Credentials>("/admin/clients", new { name = $"Sample {name}", scopes });
    }

    private async Task<OutsideClient> SystemAsync(Credentials client)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://localhost:{system.GatewayPort}") };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = client.ClientId, ["client_secret"] = client.ClientSecret });
        using var answer = await http.PostAsync("/connect/token", form);
        return system.Client().WithToken((await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!);
    }

    private async Task<OutsideClient> DoctorAsync()
    {
        (await system.AdminOnceBackAsync()).Dispose();
        return await system.Client().LoginAsDoctorAsync();
    }

    private async Task<Guid> UploadAsync(OutsideClient doctor)
    {
        using var patient = await system.Client().LoginAsPatientAsync();
        var (_, scan) = await doctor.UploadAsync(patient.UserId, await File.ReadAllBytesAsync(Repository.SampleScans[0]), waitSeconds: 30);
        return (await Eventually.ShouldAsync("the scan is completed", () => doctor.ScanAsync(scan.ScanId), one => one.Status == "completed", Patience)).ScanId;
    }

    private static async Task<List<JsonElement>> StoryAsync(OutsideClient outside, Guid scan, int count)
    {
        var (story, after) = (new List<JsonElement>(), 0L);
        await Eventually.ShouldAsync($"{count} events of scan {scan}", async () =>
        {
            var page = await outside.GetAsync<JsonElement>($"/events?after={after}&limit=1000&wait=5");
            story.AddRange(page.GetProperty("items").EnumerateArray().Where(item => item.GetProperty("subject").GetString() == $"scans/{scan}"));
            after = page.GetProperty("next_after").GetInt64();
            return story.Count >= count;
        }, Patience);
        return story;
    }

    private sealed record Credentials(string ClientId, string ClientSecret);
}
