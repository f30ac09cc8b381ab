using System.Text;
using Csss.EndToEnd.Tests.Client;
using Csss.EndToEnd.Tests.System;
using Csss.Testing;
using RabbitMQ.Client;

namespace Csss.EndToEnd.Tests;

/// <summary>A walk with marked names and words, and a search for the marks in everything that the system writes or sends.</summary>
[Collection(SystemCollection.Name)]
public sealed class PersonalDataTests(RunningSystem system)
{
    private const string Name = "Quetzal Markename";
    private const string Notes = "NOTESMARK-4411 cough";
    private const string Impression = "IMPRESSIONMARK-5522 clear";
    private const string Drug = "DRUGMARK-6633";
    private const string Reason = "REASONMARK-7744 unconscious patient";

    [Fact]
    public async Task Personal_data_stays_where_it_belongs()
    {
        var email = $"emailmark-{Guid.NewGuid():N}@csss.test";
        await using var broker = await BrokerTap.OpenAsync(system);
        var (patient, _) = await system.RegisterPatientAsync(Name, email);
        using var doctor = await system.RegisterDoctorAsync();
        using var other = await system.RegisterDoctorAsync();
        var scan = await UploadWithNotesAsync(doctor, patient.UserId);
        var report = await doctor.GenerateReportAsync(scan, Impression);
        await doctor.EmailReportAsync(scan);
        await doctor.PostAsync<object>("/doctor/prescriptions", new { patient_id = patient.UserId, items = new[] { new { drug = Drug, dose = "1", frequency = "daily", duration = "7 days" } } });
        await other.PostAsync<object>("/doctor/break-glass", new { patient_id = patient.UserId, reason = Reason });
        (await doctor.StatusAsync($"/doctor/patients?query={Uri.EscapeDataString("Markename")}")).ShouldBe(global::System.Net.HttpStatusCode.OK);
        var mail = await system.Inbox.WaitForAsync(email, item => Inbox.HasAttachment(item, report.ReportId.ToString()));
        var label = (await doctor.ScanAsync(scan)).Prediction!.AllProbs!.Keys.First(name => name.Contains('-', StringComparison.Ordinal)); // COVID-19: no other text looks like it
        await Eventually.ShouldAsync("traces and metrics came", () => Task.FromResult(system.Telemetry.Signals.IsSupersetOf(["traces", "metrics"])), TimeSpan.FromMinutes(2));

        foreach (var mark in new[] { Name, "Markename", email, "NOTESMARK", "FILEMARK", "IMPRESSIONMARK", "DRUGMARK", "REASONMARK" })
        {
            system.Log.ShouldNotContain(mark, Case.Insensitive, $"{mark} in the output of a process");
            system.Telemetry.SignalsWith(mark).ShouldBeEmpty($"{mark} in telemetry");
            broker.MessagesWith(mark).ShouldBeEmpty($"{mark} in a message");
            foreach (var part in new[] { "subject", "text", "html" })
                (mail.TryGetProperty(part, out var text) ? text.ToString() : "").ShouldNotContain(mark, Case.Insensitive, $"{mark} in the mail's {part}");
        }

        broker.Count.ShouldBeGreaterThan(5, "the tap saw the walk");
        broker.MessagesWith(label).ShouldAllBe(type => type.Contains("PredictionCompleted", StringComparison.Ordinal));
        Holders(Name).ShouldBe(["identity"]);
        Holders(email).ShouldBe(["identity"]);
        Holders("NOTESMARK").ShouldBeSubsetOf(["inference"]);
        Holders("FILEMARK").ShouldBeSubsetOf(["inference"]);
        Holders("IMPRESSIONMARK").ShouldBeSubsetOf(["reports"]);
        Holders("DRUGMARK").ShouldBeSubsetOf(["reports"]);
        Holders("REASONMARK").ShouldBeSubsetOf(["identity"]);
        Holders(label).ShouldBeSubsetOf(["broker", "identity", "inference", "reports"]); // the broker: PredictionCompleted alone, see above; Identity: counts a day, no patient beside them
    }

    private static async Task<Guid> UploadWithNotesAsync(OutsideClient doctor, Guid patient)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(patient.ToString()), "patient_id" }, { new StringContent("chest_xray"), "modality" }, { new StringContent(Notes), "notes" },
            { new ByteArrayContent(await File.ReadAllBytesAsync(Repository.SampleScans[0])), "file", "FILEMARK-8855.png" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/doctor/upload") { Content = form, Headers = { { "Prefer", "wait=30" } } };
        using var response = await doctor.Http.SendAsync(request);
        response.StatusCode.ShouldBe(global::System.Net.HttpStatusCode.OK);
        using var scan = global::System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return scan.RootElement.GetProperty("scan_id").GetGuid();
    }

    /// <summary>The services whose files (databases, their logs, blobs) hold the text as it is.</summary>
    private List<string> Holders(string text)
    {
        var wanted = Encoding.UTF8.GetBytes(text);
        return [.. Directory.GetDirectories(Path.Combine(system.State, "data"))
            .Where(service => Directory.EnumerateFiles(service, "*", SearchOption.AllDirectories).Any(file => Holds(file, wanted)))
            .Select(service => Path.GetFileName(service)).Order(StringComparer.Ordinal)];
    }

    private static bool Holds(string file, byte[] wanted)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.GetBuffer().AsSpan(0, (int)all.Length).IndexOf(wanted) >= 0;
    }
}
