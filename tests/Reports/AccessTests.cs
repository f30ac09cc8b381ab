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
            .Row("GET", "/reports/{reportId:guid}", Roles.Doctor)
            .Row("GET", "/reports/{reportId:guid}/pdf", Roles.Doctor)
            .Row("GET", "/reports/{reportId:guid}/passphrase", Roles.Doctor, Roles.Patient)
            .Row("GET", "/patient/history", Roles.Patient)
            .Row("GET", "/patient/report/{reportId:guid}", Roles.Patient)
            .Row("GET", "/patient/report/{reportId:guid}/passphrase", Roles.Patient)
            .Row("GET", "/internal/reports/{reportId:guid}/pdf", Scopes.ReportsRead)
            .VerifyAsync(app);
}
