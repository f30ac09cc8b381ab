using System.Net;
using System.Net.Http.Json;
using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Testing;

namespace Csss.Inference.Tests.Scans;

/// <summary>Each use of a scan leaves one entry.</summary>
public sealed class AuditTests(InferenceApplication application) : IClassFixture<InferenceApplication>
{
    private readonly Guid _patient = application.AddPatient();
    private readonly Guid _doctor = Ids.New();

    [Fact]
    public async Task Each_use_by_a_doctor_in_care_is_one_entry_allowed()
    {
        using var doctor = application.Doctor(_doctor);
        var id = (await doctor.ClassifyAsync(_patient, Repository.Radiograph())).Text("scan_id");
        foreach (var route in new[] { "", "/image", "/gradcam", "/heatmap" }) (await doctor.GetAsync($"/doctor/scans/{id}{route}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await doctor.GetAsync($"/doctor/scans?patient_id={_patient}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await doctor.PutAsync($"/doctor/scans/{id}/reading", JsonContent.Create(new { before_ai = false, impression = "Sentinel words" }))).StatusCode.ShouldBe(HttpStatusCode.OK);

        var entries = await EntriesOfAsync(_doctor, 7);
        entries.Select(entry => entry.Action).ShouldBe(
            ["scan.upload", "scan.read", "scan.image.read", "scan.gradcam.read", "scan.heatmap.read", "scan.list", "reading.write"], ignoreOrder: true);
        entries.ShouldAllBe(entry => entry.Outcome == "allowed" && entry.Role == Roles.Doctor && entry.PatientId == _patient);
        entries.Where(entry => entry.Action != "scan.list").ShouldAllBe(entry => entry.Object == $"scans/{id}");
        entries.ShouldAllBe(entry => !entry.ToString().Contains("Sentinel"));
    }

    [Fact]
    public async Task A_stranger_is_recorded_as_denied_with_the_patient_whose_scan_it_is()
    {
        using var doctor = application.Doctor();
        var id = (await doctor.ClassifyAsync(_patient, Repository.Radiograph())).Text("scan_id");
        using var stranger = application.Doctor(_doctor);
        (await stranger.GetAsync($"/doctor/scans/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetAsync($"/doctor/scans/{Ids.New()}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var entries = await EntriesOfAsync(_doctor, 2);
        entries.ShouldAllBe(entry => entry.Outcome == "denied" && entry.Reason == "not_found");
        entries.Select(entry => entry.PatientId).ShouldBe([_patient, null], ignoreOrder: true);
    }

    [Fact]
    public async Task A_wrong_role_and_a_refused_upload_are_recorded_as_denied()
    {
        using var patient = application.ClientAs(Roles.Patient, _patient);
        (await patient.GetAsync("/doctor/scans")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var doctor = application.Doctor(_doctor);
        var nobody = Ids.New();
        (await doctor.UploadAsync(InferenceClient.Form(nobody, Repository.Radiograph()))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await EntriesOfAsync(_patient, 1)).Select(entry => (entry.Action, entry.Outcome, entry.Reason)).ShouldBe([("scan.list", "denied", "forbidden")]);
        (await EntriesOfAsync(_doctor, 1)).Select(entry => (entry.Action, entry.Reason, entry.PatientId)).ShouldBe([("scan.upload", "unknown_patient", nobody)]);
    }

    /// <summary>As many as expected, and no more once a later entry of the same outbox has left.</summary>
    private async Task<IReadOnlyList<AccessRecorded>> EntriesOfAsync(Guid actor, int count)
    {
        var later = Ids.New();
        using var doctor = application.Doctor(later);
        await doctor.GetAsync("/doctor/scans");
        await application.Harness.ShouldPublishAsync<AccessRecorded>(entry => entry.ActorId == later);
        var entries = application.Harness.Published.Select<AccessRecorded>().Select(sent => sent.Context.Message).Where(entry => entry.ActorId == actor).ToList();
        entries.Count.ShouldBe(count);
        return entries;
    }
}
