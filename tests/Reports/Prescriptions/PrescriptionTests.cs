using System.Net.Http.Json;
using System.Text.Json;
using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Reports.Care;
using Csss.Testing;

namespace Csss.Reports.Tests.Prescriptions;

public sealed class PrescriptionTests(ReportsApplication app) : IClassFixture<ReportsApplication>
{
    private readonly Guid _pharmacist = Ids.New();

    [Fact]
    public async Task A_prescription_goes_from_the_doctor_to_the_pharmacist_and_is_dispensed()
    {
        var @case = await InCareAsync();
        var id = await IssueAsync(@case, Body(@case, scan: @case.Scan));
        await app.Harness.ShouldPublishAsync<PrescriptionIssued>(issued => issued.PrescriptionId == id && issued.PatientId == @case.Patient && issued.By == @case.Doctor);

        var waiting = await app.GetAsync($"/pharmacist/prescriptions/{id}", Roles.Pharmacist, _pharmacist);
        waiting.GetProperty("status").GetString().ShouldBe("issued");
        waiting.GetProperty("patient").GetProperty("name").GetString().ShouldBe("Asha Raman");
        waiting.GetProperty("prescriber").GetProperty("name").GetString().ShouldBe("Dr. Emeka Okafor");
        var item = waiting.GetProperty("items")[0];
        (item.GetProperty("drug").GetString(), item.GetProperty("dose").GetString(), item.GetProperty("frequency").GetString(), item.GetProperty("duration").GetString())
            .ShouldBe(("Amoxicillin", "500 mg", "three times a day", "7 days"));
        waiting.ToString().ShouldNotContain("scan");

        (await DispenseAsync(id, new { notes = "Generic given" })).ShouldBe(200);
        await app.Harness.ShouldPublishAsync<PrescriptionDispensed>(dispensed => dispensed.PrescriptionId == id && dispensed.By == _pharmacist);
        var done = await app.GetAsync($"/pharmacist/prescriptions/{id}", Roles.Pharmacist, _pharmacist);
        (done.GetProperty("status").GetString(), done.GetProperty("dispense_notes").GetString()).ShouldBe(("dispensed", "Generic given"));
        (await app.GetAsync($"/doctor/prescriptions?patient_id={@case.Patient}", Roles.Doctor, @case.Doctor))
            .GetProperty("items").EnumerateArray().ShouldHaveSingleItem().GetProperty("scan_id").GetGuid().ShouldBe(@case.Scan);
    }

    [Fact]
    public async Task Dispensing_twice_is_409_and_an_unknown_one_404()
    {
        var @case = await InCareAsync();
        var id = await IssueAsync(@case);

        (await DispenseAsync(id)).ShouldBe(200);
        (await DispenseAsync(id)).ShouldBe(409);
        (await DispenseAsync(Ids.New())).ShouldBe(404);
    }

    [Fact]
    [Trait(TestDatabase.Trait, TestDatabase.Every)]
    public async Task Of_many_who_dispense_at_once_one_wins_and_one_event_is_told()
    {
        var @case = await InCareAsync();
        var id = await IssueAsync(@case);

        var statuses = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => DispenseAsync(id)));

        statuses.Count(status => status == 200).ShouldBe(1);
        statuses.Count(status => status == 409).ShouldBe(11);
        await app.Harness.ShouldPublishAsync<PrescriptionDispensed>(dispensed => dispensed.PrescriptionId == id);
        app.Harness.Published.Select<PrescriptionDispensed>().Count(sent => sent.Context.Message.PrescriptionId == id).ShouldBe(1);
    }

    [Fact]
    public async Task A_doctor_who_is_not_in_care_prescribes_nothing_and_sees_nothing()
    {
        var @case = await InCareAsync();
        await IssueAsync(@case);
        var stranger = app.Identity.AddUser(Roles.Doctor).UserId;

        await PostAsync(stranger, Body(@case), 404);
        await PostAsync(stranger, Body(@case) with { PatientId = Ids.New() }, 404);
        await app.GetAsync($"/doctor/prescriptions?patient_id={@case.Patient}", Roles.Doctor, stranger, 404);
        (await app.GetAsync("/doctor/prescriptions", Roles.Doctor, stranger)).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_scan_must_be_of_that_patient()
    {
        var (@case, other) = (await InCareAsync(), await InCareAsync());
        var othersScan = app.Inference.AddScan(other.Patient, doctors: [@case.Doctor]);

        (await PostAsync(@case.Doctor, Body(@case, othersScan), 422)).GetProperty("code").GetString().ShouldBe("unknown_scan");
        (await PostAsync(@case.Doctor, Body(@case, Ids.New()), 422)).GetProperty("code").GetString().ShouldBe("unknown_scan");
    }

    [Fact]
    public async Task Nothing_is_prescribed_for_somebody_who_is_no_active_patient()
    {
        var @case = await InCareAsync();
        app.Identity.Set(@case.Patient, new TestUser(@case.Patient, "Asha Raman", "a@csss.test", "en", Roles.Patient, "disabled"));

        (await PostAsync(@case.Doctor, Body(@case), 422)).GetProperty("code").GetString().ShouldBe("unknown_patient");
    }

    [Theory]
    [InlineData("""{"items": [{"drug": "A", "dose": "1", "frequency": "1", "duration": "1"}]}""", "patient_id")]
    [InlineData("""{"patient_id": "PATIENT"}""", "items")]
    [InlineData("""{"patient_id": "PATIENT", "items": []}""", "items")]
    [InlineData("""{"patient_id": "PATIENT", "items": [null]}""", "items[0].drug")]
    [InlineData("""{"patient_id": "PATIENT", "items": [{"drug": "A", "dose": " ", "frequency": "1", "duration": "1"}]}""", "items[0].dose")]
    [InlineData("""{"patient_id": "PATIENT", "items": [{"drug": "A\nB", "dose": "1", "frequency": "1", "duration": "1"}]}""", "items[0].drug")]
    [InlineData("""{"patient_id": "PATIENT", "items": [{"drug": "A\u0000", "dose": "1", "frequency": "1", "duration": "1"}]}""", "items[0].drug")]
    public async Task A_line_that_could_not_be_dispensed_is_refused(string body, string field)
    {
        var @case = await InCareAsync();
        using var doctor = app.ClientAs(Roles.Doctor, @case.Doctor);
        using var content = new StringContent(body.Replace("PATIENT", @case.Patient.ToString(), StringComparison.Ordinal), System.Text.Encoding.UTF8, "application/json");

        (await ReportsApplication.ReadAsync(await doctor.PostAsync("/doctor/prescriptions", content), 400)).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Lines_have_a_length()
    {
        var @case = await InCareAsync();
        var line = new Line("Amoxicillin", "500 mg", "three times a day", "7 days");

        await PostAsync(@case.Doctor, Body(@case) with { Items = [.. Enumerable.Repeat(line, 20)] }, 201);
        await PostAsync(@case.Doctor, Body(@case) with { Items = [.. Enumerable.Repeat(line, 21)] }, 400);
        await PostAsync(@case.Doctor, Body(@case) with { Items = [line with { Drug = new string('x', 200), Notes = new string('x', 500) }] }, 201);
        await PostAsync(@case.Doctor, Body(@case) with { Items = [line with { Drug = new string('x', 201) }] }, 400);
        await PostAsync(@case.Doctor, Body(@case) with { Items = [line with { Notes = new string('x', 501) }] }, 400);
    }

    [Fact]
    public async Task The_queue_is_paged_newest_first_and_keeps_dispensed_ones_apart()
    {
        var @case = await InCareAsync();
        var ids = new[] { await IssueAsync(@case), await IssueAsync(@case), await IssueAsync(@case) };
        await DispenseAsync(ids[1]);

        var first = await app.GetAsync("/pharmacist/prescriptions?limit=1", Roles.Pharmacist, _pharmacist);
        IdsOf(first).ShouldBe([ids[2]]);
        var second = await app.GetAsync($"/pharmacist/prescriptions?status=issued&limit=1&cursor={first.GetProperty("next_cursor").GetString()}", Roles.Pharmacist, _pharmacist);
        IdsOf(second).ShouldBe([ids[0]]);
        IdsOf(await app.GetAsync("/pharmacist/prescriptions?status=dispensed&limit=1", Roles.Pharmacist, _pharmacist)).ShouldBe([ids[1]]);
        await app.GetAsync("/pharmacist/prescriptions?status=lost", Roles.Pharmacist, _pharmacist, 400);
    }

    [Fact]
    public async Task A_prescription_without_names_is_not_handed_out()
    {
        var @case = await InCareAsync();
        var id = await IssueAsync(@case);
        app.Identity.IsDown = true;
        try
        {
            (await app.GetAsync($"/pharmacist/prescriptions/{id}", Roles.Pharmacist, _pharmacist, 503)).GetProperty("code").GetString().ShouldBe("identity_unavailable");
        }
        finally
        {
            app.Identity.IsDown = false;
        }
    }

    private static Order Body(Case @case, Guid? scan = null) => new(@case.Patient, scan, [new Line("Amoxicillin", "500 mg", "three times a day", "7 days", "With food")]);

    private static Guid[] IdsOf(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("prescription_id").GetGuid())];

    /// <summary>A patient whose scan this doctor uploaded.</summary>
    private async Task<Case> InCareAsync()
    {
        var @case = app.NewCase();
        await app.WithDatabaseAsync(async database =>
        {
            await database.GrantCareAsync(@case.Doctor, @case.Patient, until: null, CancellationToken.None);
            return await database.SaveChangesAsync();
        });
        return @case;
    }

    private async Task<Guid> IssueAsync(Case @case, Order? order = null) =>
        (await PostAsync(@case.Doctor, order ?? Body(@case), 201)).GetProperty("prescription_id").GetGuid();

    private async Task<JsonElement> PostAsync(Guid doctorId, Order order, int status)
    {
        using var doctor = app.ClientAs(Roles.Doctor, doctorId);
        return await ReportsApplication.ReadAsync(await doctor.PostAsJsonAsync("/doctor/prescriptions", order, ServiceDefaults.ApiJson.Options), status);
    }

    private async Task<int> DispenseAsync(Guid id, object? body = null)
    {
        using var pharmacist = app.ClientAs(Roles.Pharmacist, _pharmacist);
        using var response = body is null
            ? await pharmacist.PostAsync($"/pharmacist/prescriptions/{id}/dispense", content: null)
            : await pharmacist.PostAsJsonAsync($"/pharmacist/prescriptions/{id}/dispense", body);
        return (int)response.StatusCode;
    }

    private sealed record Order(Guid PatientId, Guid? ScanId, Line[] Items);

    private sealed record Line(string Drug, string Dose, string Frequency, string Duration, string? Notes = null);
}
