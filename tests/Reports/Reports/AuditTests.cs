using System.Net;
using System.Net.Http.Json;
using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Testing;

namespace Csss.Reports.Tests.Reports;

/// <summary>Each use of a report leaves one entry.</summary>
public sealed class AuditTests(ReportsApplication app) : IClassFixture<ReportsApplication>
{
    private readonly Case _case = app.NewCase();

    [Fact]
    public async Task What_a_doctor_does_with_a_report_is_one_entry_each()
    {
        using var doctor = app.ClientAs(Roles.Doctor, _case.Doctor);
        (await doctor.PutAsync($"/reports/draft/{_case.Scan}", JsonContent.Create(new { impression = "Sentinel words" }))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await doctor.GetAsync($"/reports/draft/{_case.Scan}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var report = await app.SignAsync(_case);
        (await doctor.PostAsync($"/reports/email/{_case.Scan}", content: null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        foreach (var route in new[] { "", "/pdf", "/passphrase" }) (await doctor.GetAsync($"/reports/{report}{route}")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var entries = await EntriesOfAsync(_case.Doctor, 7);
        entries.Select(entry => $"{entry.Action} {entry.Object}").ShouldBe(
        [
            $"draft.save scans/{_case.Scan}", $"draft.read scans/{_case.Scan}", $"report.sign scans/{_case.Scan}", $"report.email scans/{_case.Scan}",
            $"report.read reports/{report}", $"report.download reports/{report}", $"report.passphrase.read reports/{report}",
        ], ignoreOrder: true);
        entries.ShouldAllBe(entry => entry.Outcome == "allowed" && entry.PatientId == _case.Patient && !entry.ToString().Contains("Sentinel"));
        entries.Single(entry => entry.Action == "report.sign").Reason.ShouldBe($"reports/{report}");
    }

    [Fact]
    public async Task A_patient_who_asks_for_another_ones_report_is_recorded_for_its_patient()
    {
        var (report, stranger) = (await app.SignAsync(_case), app.Identity.AddUser(Roles.Patient).UserId);
        await app.GetAsync($"/patient/report/{report}", Roles.Patient, stranger, 404);
        await app.GetAsync("/patient/history", Roles.Patient, stranger);

        var entries = await EntriesOfAsync(stranger, 2);
        entries.Select(entry => (entry.Action, entry.Outcome, entry.PatientId)).ShouldBe(
            [("report.download", "denied", _case.Patient), ("history.list", "allowed", stranger)], ignoreOrder: true);
    }

    [Fact]
    public async Task Signing_what_has_no_result_is_recorded_as_refused_and_once()
    {
        var queued = app.NewCase(status: "queued");
        using var doctor = app.ClientAs(Roles.Doctor, queued.Doctor);
        (await doctor.PostAsync($"/reports/generate/{queued.Scan}", content: null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        (await EntriesOfAsync(queued.Doctor, 1)).Select(entry => (entry.Action, entry.Outcome, entry.Reason)).ShouldBe([("report.sign", "denied", "not_completed")]);
    }

    /// <summary>As many as expected, and no more once a later entry of the same outbox has left.</summary>
    private async Task<IReadOnlyList<AccessRecorded>> EntriesOfAsync(Guid actor, int count)
    {
        var later = Ids.New();
        await app.GetAsync("/patient/history", Roles.Patient, later);
        await app.Harness.ShouldPublishAsync<AccessRecorded>(entry => entry.ActorId == later);
        var entries = app.Harness.Published.Select<AccessRecorded>().Select(sent => sent.Context.Message).Where(entry => entry.ActorId == actor).ToList();
        entries.Count.ShouldBe(count);
        return entries;
    }
}
