using System.Net.Http.Json;
using Csss.Contracts;

namespace Csss.Reports.Tests.Reports;

public sealed class DraftTests(ReportsApplication app) : IClassFixture<ReportsApplication>
{
    [Fact]
    public async Task A_draft_is_kept_until_it_is_signed()
    {
        var scan = app.NewCase();
        using var doctor = app.ClientAs(Roles.Doctor, scan.Doctor);
        await app.GetAsync($"/reports/draft/{scan.Scan}", Roles.Doctor, scan.Doctor, 404);

        await SaveAsync(doctor, scan, new { findings = "Clear", confirmed_label = "Normal" });
        await SaveAsync(doctor, scan, new { findings = "Clear lungs ", impression = "Normal" });
        var draft = await app.GetAsync($"/reports/draft/{scan.Scan}", Roles.Doctor, scan.Doctor);
        draft.GetProperty("findings").GetString().ShouldBe("Clear lungs ");
        draft.GetProperty("confirmed_label").GetString().ShouldBeNull();
        draft.GetProperty("language").GetString().ShouldBe("en");

        await app.SignAsync(scan);
        await app.GetAsync($"/reports/draft/{scan.Scan}", Roles.Doctor, scan.Doctor, 404);
    }

    [Fact]
    public async Task A_draft_is_its_doctors_alone_and_outlives_a_colleagues_signature()
    {
        var first = app.NewCase();
        var colleague = Ids.New();
        var scan = first with { Scan = app.Inference.AddScan(first.Patient, doctors: [first.Doctor, colleague]) };
        using var doctor = app.ClientAs(Roles.Doctor, scan.Doctor);
        await SaveAsync(doctor, scan, new { findings = "Mine" });

        await app.GetAsync($"/reports/draft/{scan.Scan}", Roles.Doctor, colleague, 404);
        await app.SignAsync(scan with { Doctor = colleague });

        (await app.GetAsync($"/reports/draft/{scan.Scan}", Roles.Doctor, scan.Doctor)).GetProperty("findings").GetString().ShouldBe("Mine");
    }

    [Fact]
    public async Task A_draft_can_be_begun_before_the_result_is_there()
    {
        var scan = app.NewCase("queued");
        using var doctor = app.ClientAs(Roles.Doctor, scan.Doctor);

        await SaveAsync(doctor, scan, new { findings = "First look" });
    }

    [Fact]
    public async Task Saves_at_once_do_not_fail()
    {
        var scan = app.NewCase();
        using var doctor = app.ClientAs(Roles.Doctor, scan.Doctor);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => SaveAsync(doctor, scan, new { findings = $"Save {n}" })));
    }

    private static async Task SaveAsync(HttpClient doctor, Case scan, object words) =>
        await ReportsApplication.ReadAsync(await doctor.PutAsJsonAsync($"/reports/draft/{scan.Scan}", words), 200);
}
