using System.Net;
using System.Text.Json;
using Csss.Contracts;
using Csss.Testing;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Task = System.Threading.Tasks.Task;

namespace Csss.Identity.Tests.Audit;

public sealed class AuditTests(AccessFactory factory) : IClassFixture<AccessFactory>
{
    private readonly Oversight _oversight = new(factory);

    [Fact]
    public async Task A_message_delivered_twice_is_one_entry()
    {
        var (actor, messageId, access) = (Ids.New(), Ids.New(), default(Csss.Contracts.Events.AccessRecorded));
        access = Oversight.Access(actor);
        await _oversight.TellAsync(access, messageId);
        await _oversight.EntriesOfAsync(actor, 1);
        await _oversight.TellAsync(access with { Action = "again" }, messageId);
        await _oversight.TellAsync(access with { Action = "last" });

        (await _oversight.EntriesOfAsync(actor, 2)).Select(entry => entry.GetProperty("action").GetString()).ShouldBe(["scan.read", "last"], ignoreOrder: true);
        (await _oversight.GetAsync("/admin/audit/verify")).GetProperty("intact").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task The_trail_is_filtered_by_who_what_and_when_and_paged_newest_first()
    {
        var (actor, patient, target) = (Ids.New(), Ids.New(), $"scans/{Ids.New()}");
        var noon = new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

        // Told out of order, and two at the same moment.
        foreach (var hour in new[] { 2, 0, 1, 1, 3 })
            await _oversight.TellAsync(Oversight.Access(actor, patient, action: hour == 3 ? "report.read" : "scan.read", target: hour == 0 ? target : null, at: noon.AddHours(hour)));
        await _oversight.EntriesOfAsync(actor, 5);

        (await HoursAsync($"actor={actor}")).ShouldBe([15, 14, 13, 13, 12]);
        (await HoursAsync($"actor={actor}&action=report.read")).ShouldBe([15]);
        (await HoursAsync($"object={target}")).ShouldBe([12]);
        (await HoursAsync($"patient={patient}&from=2026-03-04T13:00:00Z&to=2026-03-04T14:00:00Z")).ShouldBe([13, 13]);

        var seen = new List<long>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await _oversight.GetAsync($"/admin/audit?actor={actor}&limit=2&cursor={cursor}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("sequence").GetInt64()));
            cursor = page.GetProperty("next_cursor").GetString();
        }

        (seen.Count, seen.Distinct().Count()).ShouldBe((5, 5));
        await _oversight.GetAsync("/admin/audit?cursor=nonsense", expected: HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Reading_checking_and_exporting_the_trail_are_in_the_trail()
    {
        var admin = Ids.New();
        foreach (var path in new[] { "/admin/audit", "/admin/audit/verify" }) await _oversight.GetAsync(path, userId: admin);
        using var client = factory.ClientAs(Roles.Admin, admin);
        (await client.GetAsync("/admin/audit/export")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var entries = await _oversight.EntriesOfAsync(admin, 3);
        entries.Select(entry => entry.GetProperty("action").GetString()).ShouldBe(["audit.export", "audit.verify", "audit.read"], ignoreOrder: true);
        entries.ShouldAllBe(entry => entry.GetProperty("outcome").GetString() == "allowed" && entry.GetProperty("role").GetString() == Roles.Admin);
    }

    [Fact]
    public async Task A_wrong_role_is_in_the_trail_as_denied_and_a_missing_token_is_not()
    {
        var doctor = Ids.New();
        await _oversight.GetAsync("/admin/users", Roles.Doctor, doctor, HttpStatusCode.Forbidden);
        using var nobody = factory.ClientWith(token: null);
        (await nobody.GetAsync("/admin/users")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        var entry = (await _oversight.EntriesOfAsync(doctor, 1)).Single();
        Fields(entry, "action", "object", "outcome", "reason", "role").ShouldBe(["user.list", "users", "denied", "forbidden", "doctor"]);
    }

    [Fact]
    public async Task The_export_is_FHIR_and_reads_back_as_it_was()
    {
        var (doctor, patient) = (Ids.New(), Ids.New());
        var at = new DateTimeOffset(2026, 5, 6, 7, 8, 9, TimeSpan.Zero);
        await _oversight.TellAsync(Oversight.Access(doctor, patient, at: at, outcome: "denied") with { Reason = "not_found" });
        await _oversight.TellAsync(Oversight.Access(doctor, patient, action: "break_glass.open", target: $"patients/{patient}", at: at.AddMinutes(1)));
        await _oversight.EntriesOfAsync(doctor, 2);

        using var client = factory.ClientAs(Roles.Admin);
        using var response = await client.GetAsync("/admin/audit/export?from=2026-05-06T07:00:00Z&to=2026-05-06T08:00:00Z");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/fhir+ndjson");
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var events = lines.Select(Read).ToList();

        events.Count.ShouldBe(2);
        Should.Throw<DeserializationFailedException>(() => Read(lines[0].Replace("\"recorded\"", "\"recordet\"", StringComparison.Ordinal)), "reading validates");
        var (denied, emergency) = (events[0], events[1]);
        (denied.Recorded, denied.Outcome, denied.OutcomeDesc, denied.Action).ShouldBe((at, AuditEvent.AuditEventOutcome.N4, "not_found", AuditEvent.AuditEventAction.R));
        denied.Agent.Single().Who!.Identifier!.Value.ShouldBe(doctor.ToString());
        denied.Entity.Select(entity => entity.What!.Identifier!.Value).ShouldContain(patient.ToString());
        emergency.PurposeOfEvent.Single().Coding.Single().Code.ShouldBe("BTG");
        (emergency.Outcome, denied.PurposeOfEvent.Count).ShouldBe((AuditEvent.AuditEventOutcome.N0, 0));
    }

    [Fact]
    public async Task A_patient_sees_who_used_their_data_and_nobody_elses()
    {
        var visitor = new Visitor(factory);
        var (first, second) = (await visitor.BecomePatientAsync(name: "First Patient"), await visitor.BecomePatientAsync());
        var (colleague, unknown) = (await visitor.BecomePatientAsync(name: "Dr. Known"), Ids.New());
        await _oversight.TellAsync(Oversight.Access(colleague.UserId, first.UserId));
        await _oversight.TellAsync(Oversight.Access(unknown, first.UserId, action: "report.read", outcome: "denied"));
        await _oversight.TellAsync(Oversight.Access(unknown, second.UserId));

        var log = await Eventually.ShouldAsync(
            "both entries", () => _oversight.GetAsync("/patient/access-log", Roles.Patient, first.UserId),
            page => page.GetProperty("items").EnumerateArray().Count(entry => entry.GetProperty("role").GetString() == Roles.Doctor) == 2);
        var doctors = log.GetProperty("items").EnumerateArray().Where(entry => entry.GetProperty("role").GetString() == Roles.Doctor).ToList();
        doctors.Select(entry => string.Join(' ', Fields(entry, "actor_name", "action", "outcome"))).ShouldBe(
            ["former user report.read denied", "Dr. Known scan.read allowed"], ignoreOrder: true);
    }

    private static AuditEvent Read(string line) => JsonSerializer.Deserialize<AuditEvent>(line, new JsonSerializerOptions().ForFhir(ModelInfo.ModelInspector))!;

    private static string?[] Fields(JsonElement entry, params string[] names) => [.. names.Select(name => entry.GetProperty(name).GetString())];

    private async Task<List<int>> HoursAsync(string filter) =>
        [.. (await _oversight.GetAsync("/admin/audit?" + filter)).GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("at").GetDateTimeOffset().Hour)];
}
