using Csss.Contracts;
using Csss.Reports.Care;
using Csss.Testing;

namespace Csss.Reports.Tests;

public sealed class AccessTests(ReportsApplication app) : IClassFixture<ReportsApplication>
{
    [Fact]
    public async Task Every_route_takes_exactly_its_callers()
    {
        var @case = app.NewCase();
        var (scan, report) = (@case.Scan, await app.SignAsync(@case));
        await app.WithDatabaseAsync(async database =>
        {
            await database.GrantCareAsync(@case.Doctor, @case.Patient, until: null, CancellationToken.None);
            return await database.SaveChangesAsync();
        });
        var prescription = new { patient_id = @case.Patient, items = new[] { new { drug = "Amoxicillin", dose = "500 mg", frequency = "once a day", duration = "7 days" } } };
        var (patient, doctor) = (Owner.User(Roles.Patient, @case.Patient), Owner.User(Roles.Doctor, @case.Doctor));

        await new AccessTable()
            .Row("POST", "/reports/generate/{scanId:guid}", Roles.Doctor).Of([scan], [doctor])
            .Row("POST", "/reports/preview/{scanId:guid}", Roles.Doctor).Of([scan], [doctor])
            .Row("POST", "/reports/email/{scanId:guid}", Roles.Doctor).Of([scan], [doctor])
            .Row("PUT", "/reports/draft/{scanId:guid}", Roles.Doctor).Of([scan], [doctor], body: new { findings = "Clear lungs." })
            .Row("GET", "/reports/draft/{scanId:guid}", Roles.Doctor).Of([scan], [doctor])
            .Row("GET", "/reports/versions/{scanId:guid}", Roles.Doctor).Of([scan], [doctor])
            .Row("GET", "/reports/{reportId:guid}", Roles.Doctor).Of([report], [doctor])
            .Row("GET", "/reports/{reportId:guid}/pdf", Roles.Doctor).Of([report], [doctor])
            .Row("GET", "/reports/{reportId:guid}/passphrase", Roles.Doctor, Roles.Patient).Of([report], [doctor, patient])
            .Row("GET", "/patient/history", Roles.Patient)
            .Row("GET", "/patient/report/{reportId:guid}", Roles.Patient).Of([report], [patient])
            .Row("GET", "/patient/report/{reportId:guid}/passphrase", Roles.Patient).Of([report], [patient])
            .Row("POST", "/doctor/prescriptions", Roles.Doctor).Of([], [doctor], body: prescription)
            .Row("GET", "/doctor/prescriptions", Roles.Doctor)
            .Row("GET", "/pharmacist/prescriptions", Roles.Pharmacist)
            .Row("GET", "/pharmacist/prescriptions/{prescriptionId:guid}", Roles.Pharmacist).Shared("every pharmacist works from one queue")
            .Row("POST", "/pharmacist/prescriptions/{prescriptionId:guid}/dispense", Roles.Pharmacist).Shared("every pharmacist works from one queue")
            .Row("GET", "/internal/reports/{reportId:guid}/pdf", Scopes.ReportsRead)
            .VerifyAsync(app);
    }

    [Fact]
    public async Task The_OpenAPI_document_describes_what_signing_takes()
    {
        using var client = app.ClientWith(token: null);

        var document = await ReportsApplication.ReadAsync(await client.GetAsync("/openapi/reports.json"), 200);

        document.GetProperty("paths").GetProperty("/reports/generate/{scanId}").GetProperty("post").GetProperty("requestBody").ToString().ShouldContain("ReportRequest");
    }
}
