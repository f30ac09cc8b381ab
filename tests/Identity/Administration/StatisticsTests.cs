using System.Text.Json;
using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Identity.Tests.Audit;
using Csss.Testing;

namespace Csss.Identity.Tests.Administration;

/// <summary>Its own service: the numbers are everybody's.</summary>
public sealed class StatisticsTests(AccessFactory factory) : IClassFixture<AccessFactory>
{
    private readonly Oversight _oversight = new(factory);

    [Fact]
    public async Task Numbers_follow_the_events_and_each_event_counts_once()
    {
        var now = factory.Time.GetUtcNow();
        await new Visitor(factory).BecomePatientAsync();
        var twice = Ids.New();
        await _oversight.TellAsync(Scan(now), twice);
        await _oversight.TellAsync(Scan(now), twice);
        await _oversight.TellAsync(Scan(now));
        await _oversight.TellAsync(Scan(now.AddDays(-6)));
        await _oversight.TellAsync(Scan(now.AddDays(-7)));
        await _oversight.TellAsync(Prediction("COVID-19", now));
        await _oversight.TellAsync(Prediction("COVID-19", now.AddDays(-40)));
        await _oversight.TellAsync(Prediction(label: null, now));
        await _oversight.TellAsync(new ReportGenerated(Ids.New(), Ids.New(), Ids.New(), Ids.New(), 1, "en", "00", now));
        await _oversight.TellAsync(new ReportEmailed(Ids.New(), Ids.New(), Ids.New(), "email", now));

        var stats = await Eventually.ShouldAsync("all is counted", () => _oversight.GetAsync("/admin/stats"), Complete);
        (Number(stats, "scans_total"), Number(stats, "scans_today")).ShouldBe((4, 2));
        stats.GetProperty("predictions_by_label").ToString().ShouldBe("""{"COVID-19":2,"abstained":1}""");
        (Number(stats, "total_users"), Number(stats, "active_doctors")).ShouldBe((1, 0));
        stats.GetProperty("users_by_role").ToString().ShouldBe("""{"admin":0,"doctor":0,"patient":1,"pharmacist":0}""");
        var week = stats.GetProperty("weekly_scan_volume").EnumerateArray().ToList();
        week.Select(day => Number(day, "count")).ShouldBe([1, 0, 0, 0, 0, 0, 2]);
        week[^1].GetProperty("date").GetString().ShouldBe(now.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    private static bool Complete(JsonElement stats) =>
        Number(stats, "scans_total") >= 4 && Number(stats, "reports_generated") == 1 && Number(stats, "reports_emailed") == 1
        && stats.GetProperty("predictions_by_label").EnumerateObject().Sum(label => label.Value.GetInt64()) == 3;

    private static long Number(JsonElement json, string name) => json.GetProperty(name).GetInt64();

    private static ScanUploaded Scan(DateTimeOffset at) => new(Ids.New(), Ids.New(), Ids.New(), Modalities.ChestXray, "00", at);

    private static PredictionCompleted Prediction(string? label, DateTimeOffset at) => new(
        Ids.New(), Ids.New(), Ids.New(), Modalities.ChestXray, "chest", "2.0.0", label, Confidence: null, new Dictionary<string, decimal>(StringComparer.Ordinal),
        label is null, label is null ? "uncertain" : null, at);
}
