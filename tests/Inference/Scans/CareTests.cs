using System.Net;
using System.Text.Json.Nodes;
using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Testing;
using MassTransit;

namespace Csss.Inference.Tests.Scans;

public sealed class CareTests(InferenceApplication application) : IClassFixture<InferenceApplication>
{
    private readonly Guid _patient = application.AddPatient();

    [Fact]
    public async Task A_doctor_who_is_not_in_care_gets_404_on_every_route_of_the_scan()
    {
        using var doctor = application.Doctor();
        var path = "/doctor/scans/" + (await doctor.ClassifyAsync(_patient, Repository.Radiograph())).Text("scan_id");
        using var stranger = application.Doctor();

        foreach (var route in new[] { "", "/image", "/gradcam", "/heatmap" })
        {
            using var response = await stranger.GetAsync(path + route);
            (await response.ProblemAsync()).ShouldBe((404, "not_found"), route);
        }

        using var retry = await stranger.PostAsync(path + "/retry", null);
        retry.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var reading = await stranger.PutAsync(path + "/reading", System.Net.Http.Json.JsonContent.Create(new { before_ai = true }));
        reading.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetJsonAsync("/doctor/scans"))["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_doctor_who_uploads_for_the_patient_sees_the_first_ones_scans()
    {
        using var first = application.Doctor();
        var path = "/doctor/scans/" + (await first.ClassifyAsync(_patient, Repository.Radiograph())).Text("scan_id");
        using var second = application.Doctor();
        await second.ClassifyAsync(_patient, Repository.Radiograph());

        (await second.GetJsonAsync(path)).Text("status").ShouldBe("completed");
    }

    [Fact]
    public async Task First_uploads_for_a_patient_at_the_same_moment_are_all_taken()
    {
        using var doctor = application.Doctor(Ids.New());

        var responses = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => doctor.UploadAsync(InferenceClient.Form(_patient, Repository.Radiograph()))));

        responses.ShouldAllBe(response => response.StatusCode == HttpStatusCode.Accepted);
        Listed(await doctor.GetJsonAsync("/doctor/scans")).Count().ShouldBe(6);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("modality")]
    public async Task A_filter_that_names_nothing_there_is_is_400(string field)
    {
        using var doctor = application.Doctor();
        using var response = await doctor.GetAsync($"/doctor/scans?{field}=bogus");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!["errors"]![field].ShouldNotBeNull();
    }

    [Fact]
    public async Task Break_glass_opens_the_patients_scans_until_it_ends()
    {
        using var doctor = application.Doctor();
        var path = "/doctor/scans/" + (await doctor.ClassifyAsync(_patient, Repository.Radiograph())).Text("scan_id");
        var helperId = Ids.New();
        using var helper = application.Doctor(helperId);

        await GrantAsync(helperId, DateTimeOffset.UtcNow.AddHours(8));
        await Eventually.ShouldAsync("the scan is seen", async () => (await helper.GetAsync(path)).StatusCode == HttpStatusCode.OK);

        var late = Ids.New();
        using var tooLate = application.Doctor(late);
        await GrantAsync(late, DateTimeOffset.UtcNow.AddMinutes(-1));
        (await tooLate.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_list_pages_newest_first_filters_and_holds_no_probabilities()
    {
        using var doctor = application.Doctor();
        var other = application.AddPatient();
        var ids = new List<string>();
        for (var i = 0; i < 3; i++) ids.Add((await doctor.ClassifyAsync(i == 1 ? other : _patient, Repository.Radiograph())).Text("scan_id"));

        var first = await doctor.GetJsonAsync("/doctor/scans?limit=2");
        var second = await doctor.GetJsonAsync($"/doctor/scans?limit=2&cursor={first.Text("next_cursor")}");
        Listed(first).Concat(Listed(second)).ShouldBe(ids.AsEnumerable().Reverse());
        second["next_cursor"].ShouldBeNull();
        first["items"]![0]!["files"]!.AsArray().Count.ShouldBe(1);
        first["items"]![0]!["prediction"]!.AsObject().ContainsKey("all_probs").ShouldBeFalse();

        Listed(await doctor.GetJsonAsync($"/doctor/scans?patient_id={other}")).ShouldBe([ids[1]]);
        Listed(await doctor.GetJsonAsync("/doctor/scans?status=failed")).ShouldBeEmpty();
        Listed(await doctor.GetJsonAsync("/doctor/scans?modality=covid_xray")).ShouldBeEmpty();
        Listed(await doctor.GetJsonAsync("/doctor/scans?status=completed&modality=chest_xray")).Count().ShouldBe(3);
        using var tooMany = await doctor.GetAsync("/doctor/scans?limit=101");
        tooMany.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private Task GrantAsync(Guid doctorId, DateTimeOffset until) =>
        application.Harness.Bus.Publish(new CareGranted(doctorId, _patient, until, DateTimeOffset.UtcNow));

    private static IEnumerable<string> Listed(JsonNode page) => page["items"]!.AsArray().Select(item => item!.Text("scan_id"));
}
