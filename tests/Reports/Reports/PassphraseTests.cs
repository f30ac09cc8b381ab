using Csss.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Csss.Reports.Tests.Reports;

public sealed class PassphraseTests(ReportsApplication app) : IClassFixture<ReportsApplication>
{
    [Fact]
    public async Task Only_the_signing_doctor_and_the_patient_read_it()
    {
        var scan = app.NewCase();
        var id = await app.SignAsync(scan);

        var doctors = await app.GetAsync($"/reports/{id}/passphrase", Roles.Doctor, scan.Doctor);
        var patients = await app.GetAsync($"/patient/report/{id}/passphrase", Roles.Patient, scan.Patient);

        doctors.GetProperty("passphrase").GetString().ShouldBe(patients.GetProperty("passphrase").GetString());
        await app.GetAsync($"/reports/{id}/passphrase", Roles.Patient, scan.Patient);
        await app.GetAsync($"/reports/{id}/passphrase", Roles.Patient, Ids.New(), 404);
        await app.GetAsync($"/patient/report/{id}/passphrase", Roles.Patient, Ids.New(), 404);
    }

    [Fact]
    public async Task A_colleague_in_care_reads_the_report_but_not_its_passphrase()
    {
        var colleague = Ids.New();
        var scan = app.NewCase();
        var shared = scan with { Scan = app.Inference.AddScan(scan.Patient, doctors: [scan.Doctor, colleague]) };
        var id = await app.SignAsync(shared);

        await app.GetAsync($"/reports/{id}", Roles.Doctor, colleague);
        (await app.DownloadAsync($"/reports/{id}/pdf", Roles.Doctor, colleague)).Length.ShouldBeGreaterThan(10_000);
        await app.GetAsync($"/reports/{id}/passphrase", Roles.Doctor, colleague, 404);
    }

    [Fact]
    public async Task It_is_never_stored_in_the_clear()
    {
        var scan = app.NewCase();
        var id = await app.SignAsync(scan);
        var passphrase = (await app.GetAsync($"/reports/{id}/passphrase", Roles.Doctor, scan.Doctor)).GetProperty("passphrase").GetString()!;

        var report = await app.WithDatabaseAsync(database => database.Reports.SingleAsync(report => report.Id == id));

        report.SealedPassphrase.ShouldNotContain(passphrase);
        passphrase.Length.ShouldBe(29);
    }
}
