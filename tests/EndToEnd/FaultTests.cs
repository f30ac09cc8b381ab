using System.Diagnostics;
using System.Net;
using Csss.EndToEnd.Tests.Client;
using Csss.EndToEnd.Tests.System;
using Csss.Testing;

namespace Csss.EndToEnd.Tests;

/// <summary>Things are killed while they work, and what came out is counted.</summary>
[Collection(SystemCollection.Name)]
public sealed class FaultTests(RunningSystem system)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Scans_queued_when_inference_is_killed_complete_exactly_once()
    {
        using var doctor = await OnceBackAsync(() => system.Client().LoginAsDoctorAsync());
        var patient = await PatientAsync(doctor);
        var before = await OnceBackAsync(() => doctor.AllScansAsync(patient));
        var image = await File.ReadAllBytesAsync(Repository.SampleScans[0]);
        var uploaded = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => doctor.UploadAsync(patient, image)));

        system.Processes.KillService("Inference").ShouldBe(1);

        await AllCompleteAsync(doctor, patient, before, uploaded.Length);
        await ReportsSawEachOnceAsync(patient, uploaded.Select(answer => answer.Scan.ScanId));
    }

    [Fact]
    public async Task Uploads_go_on_while_the_broker_is_down_for_twenty_seconds_and_all_complete()
    {
        using var doctor = await OnceBackAsync(() => system.Client().LoginAsDoctorAsync());
        var patient = await PatientAsync(doctor);
        var before = await OnceBackAsync(() => doctor.AllScansAsync(patient));
        var image = await File.ReadAllBytesAsync(Repository.SampleScans[0]);
        var uploaded = 0;
        var watch = Stopwatch.StartNew();
        system.Processes.KillBroker().ShouldBeGreaterThan(0);
        while (watch.Elapsed < TimeSpan.FromSeconds(20))
        {
            system.Processes.KillBroker(); // AppHost starts it again: keep it down
            (await doctor.UploadAsync(patient, image)).Status.ShouldBe(HttpStatusCode.Accepted);
            uploaded++;
            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }

        uploaded.ShouldBeGreaterThan(10);
        await AllCompleteAsync(doctor, patient, before, uploaded);
        await system.UntilReadyAsync(Patience);
    }

    [Theory]
    [InlineData(7)]
    public async Task Each_service_killed_at_random_comes_back_by_itself_and_the_counts_are_equal(int seed)
    {
        // Twenty kills take minutes; the short form of make test makes six. CSSS_KILLS=20 for the long one.
        var kills = int.TryParse(Environment.GetEnvironmentVariable("CSSS_KILLS"), out var wanted) ? wanted : 6;
        var random = new Random(seed);
        string[] services = ["Inference", "Reports", "Notifications", "Identity", "Gateway"];
        using var doctor = await OnceBackAsync(() => system.Client().LoginAsDoctorAsync());
        var patient = await PatientAsync(doctor);
        var before = await OnceBackAsync(() => doctor.AllScansAsync(patient));
        using var stop = new CancellationTokenSource();
        var flow = new ScanFlow(system, patient);
        var working = flow.RunAsync(stop.Token);

        for (var kill = 0; kill < kills; kill++)
        {
            await flow.GoesOnAsync(Patience);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 2000)));
            var service = services[kill % services.Length];
            await Eventually.ShouldAsync($"{service} runs, to be killed as number {kill}", () => Task.FromResult(system.Processes.KillService(service) == 1), Patience);
        }

        await flow.GoesOnAsync(Patience);
        await stop.CancelAsync();
        await working;
        using var after = await OnceBackAsync(() => system.Client().LoginAsDoctorAsync());
        var scans = await AllCompleteAsync(after, patient, before, atLeast: flow.Uploaded.Count);
        flow.Uploaded.Except(scans.Select(scan => scan.ScanId)).ShouldBeEmpty("an accepted scan was lost");
        await ReportsSawEachOnceAsync(patient, scans.Select(scan => scan.ScanId));
        foreach (var report in flow.Emailed)
            await system.Inbox.WaitAsync($"the mail with {report}", mail => Inbox.HasAttachment(mail, report.ToString()), Patience);
    }

    /// <summary>
    /// Every scan of the patient since then is completed; an upload whose answer was lost may have been stored, so there can be more.
    /// Earlier ones are other tests': some of those are rejected, rightly.
    /// </summary>
    private static async Task<IReadOnlyList<Scan>> AllCompleteAsync(OutsideClient doctor, Guid patient, IReadOnlyList<Scan> before, int atLeast)
    {
        var earlier = before.Select(scan => scan.ScanId).ToHashSet();
        return await Eventually.ShouldAsync<IReadOnlyList<Scan>>($"{atLeast} scans complete",
            async () => [.. (await OnceBackAsync(() => doctor.AllScansAsync(patient))).Where(scan => !earlier.Contains(scan.ScanId))],
            scans => scans.Count >= atLeast && scans.All(scan => scan.Status == "completed"), Patience);
    }

    /// <summary>Asks again while a service that was killed is still away.</summary>
    private static async Task<T> OnceBackAsync<T>(Func<Task<T>> call)
        where T : class =>
        (await Eventually.ShouldAsync("the service is back", async () =>
        {
            try
            {
                return await call();
            }
            catch (HttpRequestException exception) when (exception.StatusCode is null or >= HttpStatusCode.InternalServerError)
            {
                return null;
            }
        }, answer => answer is not null, Patience))!;

    /// <summary>The patient's read model, fed by events alone, holds each scan exactly once, as completed.</summary>
    private async Task ReportsSawEachOnceAsync(Guid patient, IEnumerable<Guid> scanIds)
    {
        using var client = await OnceBackAsync(() => system.Client().LoginAsPatientAsync());
        client.UserId.ShouldBe(patient);
        var wanted = scanIds.ToHashSet();
        var seen = await Eventually.ShouldAsync("the read model has them all", () => OnceBackAsync(() => HistoryAsync(client)),
            items => wanted.IsSubsetOf(items.Where(item => item.Status == "completed").Select(item => item.ScanId)), Patience);
        seen.Select(item => item.ScanId).ShouldBeUnique();
    }

    private static async Task<IReadOnlyList<HistoryItem>> HistoryAsync(OutsideClient client)
    {
        var (items, cursor) = (new List<HistoryItem>(), (string?)null);
        do
        {
            var page = await client.GetAsync<Page<HistoryItem>>($"/patient/history?limit=100{(cursor is null ? "" : $"&cursor={cursor}")}");
            items.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return items;
    }

    private async Task<Guid> PatientAsync(OutsideClient doctor)
    {
        using var patient = await OnceBackAsync(() => system.Client().LoginAsPatientAsync());
        var patients = await OnceBackAsync(() => doctor.GetAsync<Page<PatientItem>>("/doctor/patients?limit=100"));
        patients.Items.ShouldContain(item => item.PatientId == patient.UserId);
        return patient.UserId;
    }
}
