using System.Net;
using Csss.EndToEnd.Tests.Client;
using Csss.EndToEnd.Tests.System;
using Csss.Testing;

namespace Csss.EndToEnd.Tests;

/// <summary>What a hospital's IT does first: one scan in, one encrypted report in the inbox.</summary>
[Collection(SystemCollection.Name)]
public sealed class TheWholeChainTests(RunningSystem system)
{
    [Fact]
    public async Task A_new_patients_scan_becomes_an_encrypted_report_in_their_inbox()
    {
        var (patient, email) = await system.RegisterPatientAsync();
        using var doctor = await system.Client().LoginAsDoctorAsync();

        var (status, scan) = await doctor.UploadAsync(patient.UserId, await File.ReadAllBytesAsync(Repository.SampleScans[0]), waitSeconds: 30);
        status.ShouldBe(HttpStatusCode.OK);
        scan.Status.ShouldBe("completed");
        scan.Prediction!.AllProbs!.Values.Sum().ShouldBeInRange(99.9m, 100.1m);
        scan.Prediction.Model.Sha256.Length.ShouldBe(64);
        (await doctor.GetBytesAsync(scan.Gradcam!.OverlayUrl)).Take(4).ShouldBe([0x89, 0x50, 0x4E, 0x47]);
        (await doctor.GetBytesAsync(scan.Gradcam.HeatmapUrl)).Take(4).ShouldBe([0x89, 0x50, 0x4E, 0x47]);

        var report = await doctor.GenerateReportAsync(scan.ScanId, "Lungs read by a person.");
        await doctor.EmailReportAsync(scan.ScanId);
        var mail = await system.Inbox.WaitForAsync(email, item => Inbox.HasAttachment(item, report.ReportId.ToString()));
        mail.GetProperty("text").GetString()!.ShouldNotContain(scan.Prediction.Label ?? "abstain");
        var mailed = await system.Inbox.AttachmentAsync(mail);
        mailed.ShouldBe(await patient.GetBytesAsync($"/patient/report/{report.ReportId}"));

        var passphrase = await patient.GetAsync<Passphrase>($"/patient/report/{report.ReportId}/passphrase");
        await PdfOpensAsync(mailed, passphrase.Text, scan);
        var history = await Eventually.ShouldAsync("the history shows the e-mail", () => patient.GetAsync<Page<HistoryItem>>("/patient/history"),
            page => page.Items is [{ Report.EmailedAt: not null }], TimeSpan.FromSeconds(5));
        history.Items[0].Result!.Summary.ShouldBe("Lungs read by a person.");
        history.Items[0].Result!.Label.ShouldBeNull();
        foreach (var personal in new[] { email, "Mustermann", passphrase.Text, "Lungs read by a person" })
            system.Log.ShouldNotContain(personal, Case.Insensitive, "no process writes about persons");
        Directory.Exists(Path.Combine(system.State, "mail")).ShouldBeTrue("mails are kept in this copy's state alone");
    }

    [Fact]
    public async Task A_real_radiograph_is_classified_as_its_folder_says_or_the_model_abstains()
    {
        var folder = Path.Combine(Repository.SharedData, "cxr/val");
        Assert.SkipUnless(Directory.Exists(folder), "The real images (../shared/data) are not beside this checkout.");
        using var doctor = await system.Client().LoginAsDoctorAsync();
        var patient = await DemoPatientAsync(doctor);
        var (right, wrong, abstained) = (0, 0, 0);

        foreach (var (name, label) in new[] { ("normal", "Normal"), ("pneumonia", "Pneumonia"), ("covid19", "COVID-19") })
            foreach (var file in SpreadOver(Directory.GetFiles(Path.Combine(folder, name)), count: 10))
            {
                var (_, scan) = await doctor.UploadAsync(patient, await File.ReadAllBytesAsync(file), waitSeconds: 30, "scan.jpg");
                if (scan.Prediction is not { Abstained: false } prediction) abstained++;
                else if (prediction.Label == label) right++;
                else wrong++;
            }

        TestContext.Current.TestOutputHelper!.WriteLine($"{right} right, {wrong} wrong, {abstained} abstained or refused, of 30");
        right.ShouldBeGreaterThanOrEqualTo(18);
        wrong.ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public async Task A_stranger_gets_nothing()
    {
        var (owner, _) = await system.RegisterPatientAsync();
        var (stranger, _) = await system.RegisterPatientAsync();
        using var doctor = await system.Client().LoginAsDoctorAsync();
        using var pharmacist = await system.Client().LoginAsync("pharma@csss.com", "Pharma@123");
        using var admin = await system.Client().LoginAsAdminAsync();
        using var nobody = system.Client();
        var (_, scan) = await doctor.UploadAsync(owner.UserId, await File.ReadAllBytesAsync(Repository.SampleScans[0]), waitSeconds: 30);
        var report = await doctor.GenerateReportAsync(scan.ScanId, "None.");

        (await stranger.StatusAsync($"/patient/report/{report.ReportId}")).ShouldBe(HttpStatusCode.NotFound);
        (await stranger.StatusAsync($"/patient/report/{report.ReportId}/passphrase")).ShouldBe(HttpStatusCode.NotFound);
        (await owner.StatusAsync($"/doctor/scans/{scan.ScanId}")).ShouldBe(HttpStatusCode.Forbidden);
        foreach (var other in new[] { pharmacist, admin, owner })
            (await other.StatusAsync($"/doctor/scans/{scan.ScanId}/image")).ShouldBe(HttpStatusCode.Forbidden);
        (await nobody.StatusAsync($"/doctor/scans/{scan.ScanId}")).ShouldBe(HttpStatusCode.Unauthorized);
        (await doctor.StatusAsync($"/internal/scans/{scan.ScanId}")).ShouldBe(HttpStatusCode.NotFound);
        (await doctor.StatusAsync("/admin/users")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_logged_out_token_is_dead_in_every_service_within_five_seconds()
    {
        var doctor = await system.Client().LoginAsDoctorAsync();
        (await doctor.StatusAsync("/doctor/scans")).ShouldBe(HttpStatusCode.OK);
        using var logout = await doctor.Http.PostAsync("/auth/logout", content: null);
        logout.StatusCode.ShouldBe(HttpStatusCode.NoContent);

        foreach (var route in new[] { "/auth/me", "/doctor/scans", $"/reports/{Guid.NewGuid()}" })
            await Eventually.ShouldAsync($"{route} refuses", async () => await doctor.StatusAsync(route) == HttpStatusCode.Unauthorized, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Every_page_of_the_api_description_is_there()
    {
        using var nobody = system.Client();
        foreach (var service in new[] { "identity", "inference", "reports", "notifications", "chatbot" })
            (await nobody.StatusAsync($"/openapi/{service}.json")).ShouldBe(HttpStatusCode.OK);
        (await nobody.GetBytesAsync("/docs")).ShouldNotBeEmpty();
        (await nobody.GetAsync<global::System.Text.Json.JsonElement>("/.well-known/openid-configuration")).GetProperty("jwks_uri").GetString()
            .ShouldBe($"http://localhost:{system.GatewayPort}/.well-known/jwks");
    }

    /// <summary>Sorted by name the files are sorted by hospital: take some of each.</summary>
    private static IEnumerable<string> SpreadOver(string[] files, int count) =>
        files.Order(StringComparer.Ordinal).Where((_, index) => index % (files.Length / count) == 0).Take(count);

    private static async Task<Guid> DemoPatientAsync(OutsideClient doctor) =>
        (await doctor.GetAsync<Page<PatientItem>>("/doctor/patients?limit=100")).Items[^1].PatientId;

    private static async Task PdfOpensAsync(byte[] pdf, string passphrase, Scan scan)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("csss-pdf-").FullName, "report.pdf");
        await File.WriteAllBytesAsync(file, pdf);
        var encryption = await Tools.RunAsync("qpdf", $"--password={passphrase}", "--show-encryption", file);
        encryption.ShouldContain("file encryption method: AESv3");
        encryption.ShouldContain("R = 6");
        var text = await Tools.RunAsync("pdftotext", "-upw", passphrase, file, "-");
        text.ShouldContain(scan.ScanId.ToString());
        text.ShouldContain(scan.Prediction!.Model.Version);
        text.ShouldContain("Lungs read by a person.");
    }
}
