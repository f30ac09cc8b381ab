using Csss.Contracts;
using Csss.Testing;

namespace Csss.Reports.Tests;

public sealed class AccessTests(ReportsApplication app) : IClassFixture<ReportsApplication>
{
    [Fact]
    public Task Every_route_takes_exactly_its_callers() =>
        new AccessTable()
            .Row("POST", "/reports/generate/{scanId:guid}", Roles.Doctor)
            .Row("POST", "/reports/preview/{scanId:guid}", Roles.Doctor)
            .Row("POST", "/reports/email/{scanId:guid}", Roles.Doctor)
            .Row("GET", "/reports/draft/{scanId:guid}", Roles.Doctor)
            .Row("PUT", "/reports/draft/{scanId:guid}", Roles.Doctor)
            .Row("GET", "/reports/versions/{scanId:guid}", Roles.Doctor)
            .Row("GET", "/reports/{reportId:guid}", Roles.Doctor)
            .Row("GET", "/reports/{reportId:guid}/pdf", Roles.Doctor)
            .Row("GET", "/reports/{reportId:guid}/passphrase", Roles.Doctor, Roles.Patient)
            .Row("GET", "/patient/history", Roles.Patient)
            .Row("GET", "/patient/report/{reportId:guid}", Roles.Patient)
            .Row("GET", "/patient/report/{reportId:guid}/passphrase", Roles.Patient)
            .Row("POST", "/doctor/prescriptions", Roles.Doctor)
            .Row("GET", "/doctor/prescriptions", Roles.Doctor)
            .Row("GET", "/pharmacist/prescriptions", Roles.Pharmacist)
            .Row("GET", "/pharmacist/prescriptions/{prescriptionId:guid}", Roles.Pharmacist)
            .Row("POST", "/pharmacist/prescriptions/{prescriptionId:guid}/dispense", Roles.Pharmacist)
            .Row("GET", "/internal/reports/{reportId:guid}/pdf", Scopes.ReportsRead)
            .VerifyAsync(app);

    [Fact]
    public async Task The_OpenAPI_document_describes_what_signing_takes()
    {
        using var client = app.ClientWith(token: null);

        var document = await ReportsApplication.ReadAsync(await client.GetAsync("/openapi/reports.json"), 200);

        document.GetProperty("paths").GetProperty("/reports/generate/{scanId}").GetProperty("post").GetProperty("requestBody").ToString().ShouldContain("ReportRequest");
    }
}
