using System.Text.Json;
using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Testing;

namespace Csss.Reports.Tests.History;

public sealed class HistoryTests(ReportsApplication app) : IClassFixture<ReportsApplication>
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_result_is_there_only_once_a_doctor_has_signed_and_is_the_doctors()
    {
        var scan = app.NewCase();
        await PublishAsync(Uploaded(scan, Morning));
        await PublishAsync(Completed(scan));

        var unsigned = await ItemAsync(scan, item => item.GetProperty("status").GetString() == "completed");
        unsigned.EnumerateObject().Select(property => property.Name).ShouldBe(["scan_id", "modality", "uploaded_at", "status", "result", "report"]);
        unsigned.GetProperty("result").ValueKind.ShouldBe(JsonValueKind.Null);
        unsigned.GetProperty("report").ValueKind.ShouldBe(JsonValueKind.Null);
        unsigned.ToString().ShouldNotContain("Pneumonia");

        var report = await app.SignAsync(scan, new { impression = "Nothing to worry about.", confirmed_label = "Normal" });
        var signed = await ItemAsync(scan, item => item.GetProperty("report").ValueKind == JsonValueKind.Object);
        signed.GetProperty("result").GetProperty("label").GetString().ShouldBe("Normal");
        signed.GetProperty("result").GetProperty("summary").GetString().ShouldBe("Nothing to worry about.");
        signed.GetProperty("report").GetProperty("report_id").GetGuid().ShouldBe(report);
        signed.GetProperty("report").GetProperty("version").GetInt32().ShouldBe(1);
        signed.GetProperty("report").GetProperty("emailed_at").ValueKind.ShouldBe(JsonValueKind.Null);
        signed.ToString().ShouldNotContain("Pneumonia");
    }

    [Fact]
    public async Task A_signature_without_words_gives_a_result_without_them_never_the_models()
    {
        var scan = app.NewCase();
        await PublishAsync(Uploaded(scan, Morning));
        await app.SignAsync(scan);

        var item = await ItemAsync(scan, item => item.GetProperty("report").ValueKind == JsonValueKind.Object);

        item.GetProperty("result").GetProperty("label").ValueKind.ShouldBe(JsonValueKind.Null);
        item.GetProperty("result").GetProperty("summary").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Events_may_come_in_any_order_and_never_take_a_scan_back()
    {
        var scan = app.NewCase();
        await PublishAsync(Completed(scan));
        await PublishAsync(Uploaded(scan, Morning));
        await PublishAsync(new PredictionFailed(scan.Scan, scan.Patient, scan.Doctor, "timeout", 3, Morning));

        await ItemAsync(scan, item => item.GetProperty("status").GetString() == "completed");
        await app.Harness.ShouldConsumeAsync<PredictionFailed>(message => message.ScanId == scan.Scan);
        await ItemAsync(scan, item => item.GetProperty("status").GetString() == "completed");
    }

    [Fact]
    public async Task A_failed_scan_can_still_be_completed_by_a_retry()
    {
        var scan = app.NewCase();
        await PublishAsync(Uploaded(scan, Morning));
        await PublishAsync(new PredictionFailed(scan.Scan, scan.Patient, scan.Doctor, "timeout", 3, Morning));
        await ItemAsync(scan, item => item.GetProperty("status").GetString() == "failed");

        await PublishAsync(Completed(scan));

        await ItemAsync(scan, item => item.GetProperty("status").GetString() == "completed");
    }

    [Fact]
    public async Task A_rejected_scan_is_shown_as_such()
    {
        var scan = app.NewCase();
        await PublishAsync(new ScanRejected(scan.Scan, scan.Patient, scan.Doctor, "not_this_modality", Morning));
        await PublishAsync(Uploaded(scan, Morning));

        await ItemAsync(scan, item => item.GetProperty("status").GetString() == "rejected");
    }

    [Fact]
    public async Task Events_of_one_scan_at_the_same_moment_are_all_kept()
    {
        var cases = Enumerable.Range(0, 15).Select(_ => app.NewCase()).ToList();

        await Task.WhenAll(cases.SelectMany(scan => new[] { PublishAsync(Uploaded(scan, Morning)), PublishAsync(Completed(scan)) }));

        foreach (var scan in cases) await ItemAsync(scan, item => item.GetProperty("status").GetString() == "completed");
    }

    [Fact]
    public async Task Pages_run_from_the_newest_upload_and_hold_each_scan_once()
    {
        var patient = Ids.New();
        var scans = Enumerable.Range(0, 7).Select(n => (Id: Ids.New(), At: Morning.AddMinutes(n / 2))).ToList();
        foreach (var (id, at) in scans.AsEnumerable().Reverse())
            await PublishAsync(new ScanUploaded(id, patient, Ids.New(), Modalities.ChestXray, "ab", at));
        await Eventually.ShouldAsync("all uploads are heard of", async () =>
            (await app.GetAsync("/patient/history", Roles.Patient, patient)).GetProperty("items").GetArrayLength() == 7);

        var (seen, cursor) = (new List<JsonElement>(), "");
        do
        {
            var page = await app.GetAsync($"/patient/history?limit=3&cursor={cursor}", Roles.Patient, patient);
            page.GetProperty("items").GetArrayLength().ShouldBeInRange(1, 3);
            seen.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        seen.Select(item => item.GetProperty("scan_id").GetGuid()).ShouldBe(scans.Select(scan => scan.Id), ignoreOrder: true);
        var times = seen.Select(item => item.GetProperty("uploaded_at").GetDateTimeOffset()).ToList();
        times.ShouldBe(times.OrderByDescending(time => time));
        await app.GetAsync("/patient/history?limit=0", Roles.Patient, patient, 400);
        await app.GetAsync("/patient/history?cursor=nonsense", Roles.Patient, patient, 400);
    }

    [Fact]
    public async Task A_patient_downloads_the_own_report_and_a_stranger_gets_404()
    {
        var scan = app.NewCase();
        var id = await app.SignAsync(scan);
        using var patient = app.ClientAs(Roles.Patient, scan.Patient);

        var response = await patient.GetAsync($"/patient/report/{id}");

        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        response.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        response.Content.Headers.ContentDisposition.FileName.ShouldBe($"csss-report-{id}.pdf");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        await app.GetAsync($"/patient/report/{id}", Roles.Patient, Ids.New(), 404);
    }

    [Fact]
    public async Task Another_patients_history_is_not_seen()
    {
        var scan = app.NewCase();
        await PublishAsync(Uploaded(scan, Morning));
        await ItemAsync(scan, _ => true);

        (await app.GetAsync("/patient/history", Roles.Patient, Ids.New())).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    private static ScanUploaded Uploaded(Case scan, DateTimeOffset at) => new(scan.Scan, scan.Patient, scan.Doctor, Modalities.ChestXray, "ab", at);

    private static PredictionCompleted Completed(Case scan) => new(
        scan.Scan, scan.Patient, scan.Doctor, Modalities.ChestXray, "csss-chest", "1.2.0", "Pneumonia", 88.41m,
        new Dictionary<string, decimal>(StringComparer.Ordinal) { ["Pneumonia"] = 88.41m }, Abstained: false, AbstainReason: null, Morning.AddSeconds(1));

    private Task PublishAsync<T>(T message)
        where T : class
    {
        app.CreateClient().Dispose();
        return app.Harness.Bus.Publish(message);
    }

    private Task<JsonElement> ItemAsync(Case scan, Func<JsonElement, bool> accept) =>
        Eventually.ShouldAsync("the scan in its patient's history", async () =>
        {
            var items = (await app.GetAsync("/patient/history", Roles.Patient, scan.Patient)).GetProperty("items").EnumerateArray();
            return items.FirstOrDefault(item => item.GetProperty("scan_id").GetGuid() == scan.Scan);
        }, item => item.ValueKind == JsonValueKind.Object && accept(item));
}
