using System.Net;
using Csss.Contracts;
using Csss.Contracts.Commands;
using Csss.Contracts.Events;
using Csss.Identity.Tests.Audit;
using Csss.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Identity.Tests.Administration;

public sealed class BreakGlassTests(AccessFactory factory) : IClassFixture<AccessFactory>
{
    private const string Reason = "Unconscious after an accident, allergies unknown";

    private readonly Visitor _visitor = new(factory);
    private readonly Oversight _oversight = new(factory);
    private readonly Guid _doctor = Ids.New();

    [Fact]
    public async Task A_doctor_gets_eight_hours_and_the_patient_and_the_admins_know_why()
    {
        var patient = await _visitor.BecomePatientAsync();
        var admin = await BecomeAdminAsync();
        var opened = await OpenAsync(patient.UserId, Reason);
        var id = opened.GetProperty("break_glass_id").GetGuid();
        opened.GetProperty("until").GetDateTimeOffset().ShouldBe(factory.Time.GetUtcNow().AddHours(8), TimeSpan.FromMilliseconds(1));

        await factory.Harness.ShouldPublishAsync<CareGranted>(care =>
            care.DoctorId == _doctor && care.PatientId == patient.UserId && care.Until - care.At == TimeSpan.FromHours(8));
        await factory.Harness.ShouldPublishAsync<SendAccountMail>(mail =>
            mail.UserId == admin && mail.Template == AccountMailTemplates.BreakGlass && factory.MailSealer.Open(mail.Secret!, $"{admin:D}/{mail.Template}") == id.ToString());
        var entry = (await _oversight.EntriesOfAsync(_doctor, 1)).Single();
        (entry.GetProperty("action").GetString(), entry.GetProperty("object").GetString(), entry.GetProperty("reason").GetString())
            .ShouldBe(("break_glass.open", $"patients/{patient.UserId}", $"break-glass/{id}"));
        (await _oversight.GetAsync("/patient/access-log", Roles.Patient, patient.UserId)).GetProperty("items").EnumerateArray()
            .Select(seen => seen.GetProperty("reason").GetString()).ShouldContain(Reason);
        using var service = factory.ClientAsService(Scopes.CareRead);
        (await service.GetStringAsync($"/internal/care?doctor={_doctor}&patient={patient.UserId}")).ShouldBe("""{"in_care":true}""");
    }

    [Fact]
    public async Task An_admin_reviews_it_once()
    {
        var patient = await _visitor.BecomePatientAsync();
        var id = (await OpenAsync(patient.UserId, Reason)).GetProperty("break_glass_id").GetGuid();
        var item = (await _oversight.GetAsync("/admin/break-glass?reviewed=false")).GetProperty("items").EnumerateArray().Single(found => found.GetProperty("break_glass_id").GetGuid() == id);
        item.GetProperty("reason").GetString().ShouldBe(Reason);

        var admin = Ids.New();
        await _oversight.SendAsync(HttpMethod.Post, $"/admin/break-glass/{id}/review", body: null, userId: admin, expected: HttpStatusCode.NoContent);
        await _oversight.SendAsync(HttpMethod.Post, $"/admin/break-glass/{id}/review", body: null, expected: HttpStatusCode.Conflict);
        await _oversight.SendAsync(HttpMethod.Post, $"/admin/break-glass/{Ids.New()}/review", body: null, expected: HttpStatusCode.NotFound);
        (await _oversight.GetAsync("/admin/break-glass?reviewed=true")).GetProperty("items").EnumerateArray()
            .Single(found => found.GetProperty("break_glass_id").GetGuid() == id).GetProperty("reviewed_by").GetGuid().ShouldBe(admin);
    }

    [Theory]
    [InlineData("too short", HttpStatusCode.BadRequest)]
    [InlineData("          a          ", HttpStatusCode.BadRequest)]
    [InlineData(null, HttpStatusCode.BadRequest)]
    public async Task A_reason_is_asked_for(string? reason, HttpStatusCode expected) =>
        await _oversight.SendAsync(HttpMethod.Post, "/doctor/break-glass", new { patient_id = Ids.New(), reason }, Roles.Doctor, _doctor, expected);

    [Fact]
    public async Task Nobody_breaks_glass_for_somebody_who_is_no_patient_and_the_try_is_recorded()
    {
        var nobody = Ids.New();
        await _oversight.SendAsync(HttpMethod.Post, "/doctor/break-glass", new { patient_id = nobody, reason = Reason }, Roles.Doctor, _doctor, HttpStatusCode.UnprocessableEntity);
        var entry = (await _oversight.EntriesOfAsync(_doctor, 1)).Single();
        (entry.GetProperty("outcome").GetString(), entry.GetProperty("reason").GetString(), entry.GetProperty("object").GetString())
            .ShouldBe(("denied", "unknown_patient", $"patients/{nobody}"));
    }

    [Fact]
    public async Task The_reason_is_in_no_message_and_not_readable_in_the_database()
    {
        const string marked = "Sentinel reason that nobody may read";
        var patient = await _visitor.BecomePatientAsync();
        await OpenAsync(patient.UserId, marked);
        await _oversight.EntriesOfAsync(_doctor, 1);

        System.Text.Json.JsonSerializer.Serialize(factory.Harness.Published.Select(_ => true).Select(sent => sent.MessageObject)).ShouldNotContain("Sentinel");
        await using var scope = factory.Services.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<IdentityDb>().Set<Identity.BreakGlass.EmergencyAccess>().Select(access => access.SealedReason).ToListAsync();
        rows.ShouldAllBe(sealedReason => !sealedReason.Contains("Sentinel"));
    }

    private Task<System.Text.Json.JsonElement> OpenAsync(Guid patientId, string reason) =>
        _oversight.SendAsync(HttpMethod.Post, "/doctor/break-glass", new { patient_id = patientId, reason }, Roles.Doctor, _doctor, HttpStatusCode.Created);

    private async Task<Guid> BecomeAdminAsync()
    {
        var user = await _visitor.BecomePatientAsync();
        await _oversight.SendAsync(HttpMethod.Put, $"/admin/users/{user.UserId}", new { role = "admin" });
        return user.UserId;
    }
}
