using System.Diagnostics;
using Csss.EndToEnd.Tests.Client;
using Csss.EndToEnd.Tests.System;
using Csss.Testing;

namespace Csss.EndToEnd.Tests;

/// <summary>Who did what to whose data: each action once, and none lost.</summary>
[Collection(SystemCollection.Name)]
public sealed class AuditTests(RunningSystem system)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Each_clinical_action_of_a_walk_is_in_the_trail_exactly_once()
    {
        using var admin = await system.AdminOnceBackAsync();
        var since = DateTimeOffset.UtcNow;
        var (patient, _) = await system.RegisterPatientAsync();
        using var doctor = await system.RegisterDoctorAsync();
        var (_, scan) = await doctor.UploadAsync(patient.UserId, await File.ReadAllBytesAsync(Repository.SampleScans[0]), waitSeconds: 30);
        await doctor.ScanAsync(scan.ScanId);
        await doctor.GetBytesAsync($"/doctor/scans/{scan.ScanId}/image");
        await doctor.GetBytesAsync(scan.Gradcam!.OverlayUrl);
        await doctor.GetBytesAsync(scan.Gradcam.HeatmapUrl);
        var report = await doctor.GenerateReportAsync(scan.ScanId, "Read by a person.");
        await doctor.EmailReportAsync(scan.ScanId);
        await patient.GetBytesAsync($"/patient/report/{report.ReportId}");
        await patient.GetAsync<Passphrase>($"/patient/report/{report.ReportId}/passphrase");
        using var stranger = await system.RegisterDoctorAsync();
        (await stranger.StatusAsync($"/doctor/scans/{scan.ScanId}")).ShouldBe(global::System.Net.HttpStatusCode.NotFound);
        var prescription = await doctor.PostAsync<Prescribed>("/doctor/prescriptions",
            new { patient_id = patient.UserId, items = new[] { new { drug = "Water", dose = "1 glass", frequency = "daily", duration = "7 days" } } });

        (Guid Actor, string Action, string Outcome)[] walked =
        [
            (doctor.UserId, "scan.upload", "allowed"), (doctor.UserId, "scan.read", "allowed"), (doctor.UserId, "scan.image.read", "allowed"),
            (doctor.UserId, "scan.gradcam.read", "allowed"), (doctor.UserId, "scan.heatmap.read", "allowed"), (doctor.UserId, "report.sign", "allowed"),
            (doctor.UserId, "report.email", "allowed"), (doctor.UserId, "prescription.issue", "allowed"),
            (patient.UserId, "report.download", "allowed"), (patient.UserId, "report.passphrase.read", "allowed"), (stranger.UserId, "scan.read", "denied"),
        ];
        var mine = await Eventually.ShouldAsync("the trail holds the walk",
            async () => (await admin.AuditAsync(since)).Where(entry => walked.Any(step => (step.Actor, step.Action, step.Outcome) == (entry.ActorId, entry.Action, entry.Outcome))).ToList(),
            entries => entries.Count >= walked.Length, Patience);

        foreach (var (actor, action, outcome) in walked)
            mine.Count(entry => (entry.ActorId, entry.Action, entry.Outcome) == (actor, action, outcome)).ShouldBe(1, $"{action}, {outcome}");
        mine.Where(entry => entry.Outcome == "allowed").ShouldAllBe(entry => entry.PatientId == patient.UserId);
        prescription.PrescriptionId.ShouldNotBe(Guid.Empty);
        (await admin.GetAsync<Verdict>("/admin/audit/verify")).Intact.ShouldBeTrue();
        var seen = await patient.GetAsync<Page<Looked>>("/patient/access-log?limit=100");
        seen.Items.Select(item => item.Action).ShouldContain("scan.image.read", customMessage: "the patient sees who looked");
    }

    [Fact]
    public async Task Nothing_is_lost_while_Identity_is_dead()
    {
        // A minute by hand (CSSS_OUTAGE=60), shorter in make test.
        var outage = TimeSpan.FromSeconds(int.TryParse(Environment.GetEnvironmentVariable("CSSS_OUTAGE"), out var seconds) ? seconds : 15);
        (await system.AdminOnceBackAsync()).Dispose();
        var since = DateTimeOffset.UtcNow;
        var (patient, _) = await system.RegisterPatientAsync();
        using var doctor = await system.RegisterDoctorAsync();
        var (_, scan) = await doctor.UploadAsync(patient.UserId, await File.ReadAllBytesAsync(Repository.SampleScans[0]), waitSeconds: 30);
        var read = 0;

        for (var watch = Stopwatch.StartNew(); watch.Elapsed < outage; read++)
        {
            system.Processes.KillService("Identity"); // AppHost starts it again: keep it down
            await doctor.ScanAsync(scan.ScanId);
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }

        using var admin = await system.AdminOnceBackAsync();
        var reads = await Eventually.ShouldAsync($"all {read} reads are in the trail",
            async () => (await admin.AuditAsync(since)).Count(entry => entry.ActorId == doctor.UserId && entry.Action == "scan.read"), count => count >= read, Patience);
        reads.ShouldBe(read);
        TestContext.Current.TestOutputHelper!.WriteLine($"{read} reads in {outage.TotalSeconds:0} s without Identity, {reads} in the trail");
        (await admin.GetAsync<Verdict>("/admin/audit/verify")).Intact.ShouldBeTrue();
    }

    private sealed record Verdict(bool Intact, long Checked);

    private sealed record Looked(Guid ActorId, string Action);

    private sealed record Prescribed(Guid PrescriptionId);
}
