using System.Net;
using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Inference.Results;
using Csss.Testing;
using MassTransit.Testing;

namespace Csss.Inference.Tests.Results;

/// <summary>What a system with <c>results:read</c> is told.</summary>
public sealed class ResultTests(InferenceApplication application) : IClassFixture<InferenceApplication>
{
    private readonly Guid _patient = application.AddPatient();

    [Fact]
    public async Task A_system_reads_what_the_doctor_reads_and_the_report_once_it_is_signed()
    {
        using var doctor = application.Doctor();
        using var system = application.ClientWith(application.Identity.Keys.ForSystem(Scopes.ResultsRead));
        var scan = await doctor.ClassifyAsync(_patient, Repository.Radiograph());
        var id = scan.Text("scan_id");

        var result = await system.GetJsonAsync($"/results/{id}");

        result.Text("status").ShouldBe("completed");
        result.Text("label").ShouldBe(scan["prediction"]!.Text("label"));
        result["confidence"]!.GetValue<decimal>().ShouldBe(scan["prediction"]!["confidence"]!.GetValue<decimal>());
        result["abstained"]!.GetValue<bool>().ShouldBeFalse();
        result["model"]!.ToJsonString().ShouldBe(scan["prediction"]!["model"]!.ToJsonString());
        result["report_id"].ShouldBeNull();
        result.AsObject().Select(field => field.Key).ShouldBe(["scan_id", "status", "label", "confidence", "abstained", "model", "report_id"]);

        // The second version comes first: it stays the latest.
        var (first, second) = (Signed(id, 1), Signed(id, 2));
        await HearAsync(second);
        await HearAsync(first);

        (await system.GetJsonAsync($"/results/{id}")).Text("report_id").ShouldBe(second.ReportId.ToString());
    }

    [Fact]
    public async Task A_scan_that_nobody_knows_is_404_and_each_question_is_in_the_trail()
    {
        using var system = application.ClientWith(application.Identity.Keys.ForSystem(Scopes.ResultsRead));
        using var doctor = application.Doctor();
        var known = (await doctor.ClassifyAsync(_patient, Repository.Radiograph())).Text("scan_id");
        var unknown = Ids.New();

        (await (await system.GetAsync($"/results/{unknown}")).ProblemAsync()).ShouldBe((404, "not_found"));
        (await system.GetAsync($"/results/{known}")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await application.ShouldPublishOnceAsync<AccessRecorded>(entry =>
            (entry.Action, entry.Role, entry.Object, entry.PatientId, entry.Outcome) == ("result.read", "system", $"scans/{known}", _patient, "allowed"));
        await application.ShouldPublishOnceAsync<AccessRecorded>(entry => (entry.Action, entry.Object, entry.Outcome) == ("result.read", $"scans/{unknown}", "denied"));
    }

    [Fact]
    public async Task Users_whatever_their_role_read_no_results_here()
    {
        foreach (var role in Roles.All)
        {
            using var user = application.ClientAs(role);
            (await user.GetAsync($"/results/{Ids.New()}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
    }

    private ReportGenerated Signed(string scan, int version) =>
        new(Ids.New(), Guid.Parse(scan), _patient, Ids.New(), version, "en", new string('a', 64), TimeProvider.System.GetUtcNow());

    private async Task HearAsync(ReportGenerated report)
    {
        await application.Harness.Bus.Publish(report);
        var consumer = application.Harness.GetConsumerHarness<ReportGeneratedConsumer>();
        await Eventually.ShouldAsync("Inference has heard of it", () => Task.FromResult(consumer.Consumed.Select<ReportGenerated>().Any(heard => heard.Context.Message.ReportId == report.ReportId)));
    }
}
