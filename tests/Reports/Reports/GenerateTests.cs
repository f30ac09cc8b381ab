using System.Diagnostics;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Testing;
using Microsoft.EntityFrameworkCore;

namespace Csss.Reports.Tests.Reports;

public sealed class GenerateTests(ReportsApplication app) : IClassFixture<ReportsApplication>
{
    private static readonly object Words = new { findings = "Clear lungs.", impression = "No acute disease.", recommendation = "None.", confirmed_label = "Normal", language = "en" };

    [Fact]
    public async Task A_signed_report_is_encrypted_and_opens_with_its_passphrase()
    {
        var scan = app.NewCase();

        var id = await app.SignAsync(scan, Words);

        var pdf = await app.DownloadAsync($"/reports/{id}/pdf", Roles.Doctor, scan.Doctor);
        var passphrase = (await app.GetAsync($"/reports/{id}/passphrase", Roles.Doctor, scan.Doctor)).GetProperty("passphrase").GetString()!;
        (await PdfTools.QpdfAsync(pdf, "--show-encryption", $"--password={passphrase}")).Output.ShouldContain("AESv3");
        var text = await PdfTools.TextAsync(pdf, passphrase);
        text.ShouldContain(scan.Scan.ToString());
        text.ShouldContain("version 1.2.0");
        text.ShouldContain("Asha Raman");
        text.ShouldContain("Dr. Emeka Okafor");
        text.ShouldContain("No acute disease.");
    }

    [Fact]
    public async Task The_details_tell_version_hash_and_words()
    {
        var scan = app.NewCase();
        var id = await app.SignAsync(scan, Words);

        var details = await app.GetAsync($"/reports/{id}", Roles.Doctor, scan.Doctor);

        details.GetProperty("report_id").GetGuid().ShouldBe(id);
        details.GetProperty("scan_id").GetGuid().ShouldBe(scan.Scan);
        details.GetProperty("version").GetInt32().ShouldBe(1);
        details.GetProperty("status").GetString().ShouldBe("ready");
        details.GetProperty("signed_by").GetGuid().ShouldBe(scan.Doctor);
        details.GetProperty("impression").GetString().ShouldBe("No acute disease.");
        var pdf = await app.DownloadAsync($"/reports/{id}/pdf", Roles.Doctor, scan.Doctor);
        details.GetProperty("sha256").GetString().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(pdf)));
    }

    [Fact]
    public async Task Signing_again_makes_version_2_which_supersedes()
    {
        var scan = app.NewCase();
        var first = await app.SignAsync(scan);
        var second = await app.SignAsync(scan, Words);

        (await app.GetAsync($"/reports/{first}", Roles.Doctor, scan.Doctor)).GetProperty("superseded_by").GetGuid().ShouldBe(second);
        var details = await app.GetAsync($"/reports/{second}", Roles.Doctor, scan.Doctor);
        details.GetProperty("version").GetInt32().ShouldBe(2);
        details.GetProperty("supersedes").GetGuid().ShouldBe(first);

        var versions = (await app.GetAsync($"/reports/versions/{scan.Scan}", Roles.Doctor, scan.Doctor)).GetProperty("items");
        versions.EnumerateArray().Select(version => version.GetProperty("report_id").GetGuid()).ShouldBe([second, first]);
        versions[1].GetProperty("superseded_by").GetGuid().ShouldBe(second);
    }

    [Fact]
    [Trait(TestDatabase.Trait, TestDatabase.Every)]
    public async Task Signatures_at_once_get_consecutive_versions_and_leave_no_stray_file()
    {
        var scan = app.NewCase();

        var ids = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.SignAsync(scan)));

        var versions = await app.WithDatabaseAsync(database =>
            database.Reports.Where(report => report.ScanId == scan.Scan).OrderBy(report => report.Version).Select(report => report.Version).ToListAsync());
        versions.ShouldBe([1, 2, 3, 4]);
        ids.ShouldBeUnique();
        foreach (var id in ids)
        {
            await app.Harness.ShouldPublishAsync<ReportGenerated>(message => message.ReportId == id);
            (await app.DownloadAsync($"/reports/{id}/pdf", Roles.Doctor, scan.Doctor)).Length.ShouldBeGreaterThan(10_000);
        }
    }

    [Fact]
    public async Task Signing_tells_the_others_once()
    {
        var scan = app.NewCase();
        var id = await app.SignAsync(scan);

        await app.Harness.ShouldPublishAsync<ReportGenerated>(message => message.ReportId == id);
        var published = app.Harness.Published.Select<ReportGenerated>(message => message.Context.Message.ReportId == id).Single().Context.Message;
        published.ScanId.ShouldBe(scan.Scan);
        published.PatientId.ShouldBe(scan.Patient);
        published.SignedBy.ShouldBe(scan.Doctor);
        published.Version.ShouldBe(1);
    }

    [Theory]
    [InlineData("queued")]
    [InlineData("processing")]
    [InlineData("failed")]
    [InlineData("rejected")]
    public async Task A_scan_without_a_result_has_no_report(string status)
    {
        var scan = app.NewCase(status);
        using var doctor = app.ClientAs(Roles.Doctor, scan.Doctor);

        foreach (var action in new[] { "generate", "preview" })
        {
            var problem = await ReportsApplication.ReadAsync(await doctor.PostAsJsonAsync($"/reports/{action}/{scan.Scan}", Words), 409);
            problem.GetProperty("code").GetString().ShouldBe("not_completed");
        }
    }

    [Fact]
    public async Task A_doctor_who_is_not_in_care_gets_404_everywhere()
    {
        var scan = app.NewCase();
        var id = await app.SignAsync(scan);
        using var stranger = app.ClientAs(Roles.Doctor);

        foreach (var action in new[] { "generate", "preview", "email" })
            await ReportsApplication.ReadAsync(await stranger.PostAsJsonAsync($"/reports/{action}/{scan.Scan}", new { }), 404);
        await ReportsApplication.ReadAsync(await stranger.PutAsJsonAsync($"/reports/draft/{scan.Scan}", new { }), 404);
        foreach (var path in new[] { $"/reports/draft/{scan.Scan}", $"/reports/{id}", $"/reports/{id}/pdf", $"/reports/{id}/passphrase" })
            await ReportsApplication.ReadAsync(await stranger.GetAsync(path), 404);
    }

    [Fact]
    public async Task A_request_without_a_body_signs_without_words()
    {
        var scan = app.NewCase();
        using var doctor = app.ClientAs(Roles.Doctor, scan.Doctor);

        await ReportsApplication.ReadAsync(await doctor.PostAsync($"/reports/generate/{scan.Scan}", content: null), 201);
    }

    [Fact]
    public async Task A_body_that_is_not_JSON_or_not_ours_is_named_as_such()
    {
        var scan = app.NewCase();
        using var doctor = app.ClientAs(Roles.Doctor, scan.Doctor);

        await ReportsApplication.ReadAsync(await doctor.PostAsync($"/reports/generate/{scan.Scan}", new StringContent("findings")), 415);
        await ReportsApplication.ReadAsync(await doctor.PostAsync($"/reports/generate/{scan.Scan}", new StringContent("{", null, "application/json")), 400);
        await ReportsApplication.ReadAsync(await doctor.PostAsync($"/reports/generate/{scan.Scan}", new StringContent("{\"findings\":\"\\ud800\"}", null, "application/json")), 400);
        await ReportsApplication.ReadAsync(await doctor.PostAsJsonAsync($"/reports/generate/{scan.Scan}", new { findings = 3 }), 400);
    }

    [Fact]
    public async Task Words_that_cannot_be_taken_are_refused_with_a_named_reason()
    {
        var scan = app.NewCase();
        using var doctor = app.ClientAs(Roles.Doctor, scan.Doctor);
        async Task<System.Text.Json.JsonElement> RefusedAsync(object body, int status) =>
            await ReportsApplication.ReadAsync(await doctor.PostAsJsonAsync($"/reports/generate/{scan.Scan}", body), status);

        (await RefusedAsync(new { language = "fr" }, 422)).GetProperty("code").GetString().ShouldBe("unsupported_language");
        (await RefusedAsync(new { findings = new string('x', 10_001) }, 400)).GetProperty("errors").TryGetProperty("findings", out _).ShouldBeTrue();
        (await RefusedAsync(new { confirmed_label = "Broken leg" }, 400)).GetProperty("errors").TryGetProperty("confirmed_label", out _).ShouldBeTrue();
        (await RefusedAsync(new { findings = "\U0010FFFD" }, 422)).GetProperty("code").GetString().ShouldBe("no_font_for_script");
        (await app.WithDatabaseAsync(database => database.Reports.CountAsync(report => report.ScanId == scan.Scan))).ShouldBe(0);
    }

    [Fact]
    public async Task A_preview_is_a_draft_that_is_not_stored()
    {
        var scan = app.NewCase();
        using var doctor = app.ClientAs(Roles.Doctor, scan.Doctor);

        var response = await doctor.PostAsJsonAsync($"/reports/preview/{scan.Scan}", Words);

        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        (await PdfTools.TextAsync(await response.Content.ReadAsByteArrayAsync())).ShouldContain("DRAFT");
        (await app.WithDatabaseAsync(database => database.Reports.CountAsync(report => report.ScanId == scan.Scan))).ShouldBe(0);
    }

    [Fact]
    public async Task An_abstained_scan_can_be_reported()
    {
        var scan = app.NewCase(abstained: true);

        var id = await app.SignAsync(scan, new { confirmed_label = "Normal" });

        (await app.GetAsync($"/reports/{id}", Roles.Doctor, scan.Doctor)).GetProperty("confirmed_label").GetString().ShouldBe("Normal");
    }

    [Fact]
    public async Task The_trace_of_signing_links_to_the_uploads()
    {
        var links = new System.Collections.Concurrent.ConcurrentBag<ActivityLink>();
        var scan = app.NewCase();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TagObjects.Any(tag => tag.Value is string text && text.Contains(scan.Scan.ToString(), StringComparison.Ordinal)))
                    foreach (var link in activity.Links) links.Add(link);
            },
        };
        ActivitySource.AddActivityListener(listener);

        await app.SignAsync(scan);

        await Testing.Eventually.ShouldAsync("a link to the upload", () =>
            Task.FromResult(links.Any(link => TestInference.UploadTrace.Contains(link.Context.TraceId.ToString(), StringComparison.Ordinal))));
    }
}
