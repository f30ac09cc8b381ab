using System.Net.Http.Json;
using Csss.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Csss.Reports.Tests.Reports;

/// <summary>Its own application each: a circuit breaker that opens must not disturb other tests.</summary>
public sealed class AwayTests
{
    [Fact]
    public async Task When_Inference_is_away_nothing_is_half_done()
    {
        await using var app = new ReportsApplication();
        await app.InitializeAsync();
        var scan = app.NewCase();
        app.Inference.IsDown = true;
        using var doctor = app.ClientAs(Roles.Doctor, scan.Doctor);

        var problem = await ReportsApplication.ReadAsync(await doctor.PostAsJsonAsync($"/reports/generate/{scan.Scan}", new { }), 503);

        problem.GetProperty("code").GetString().ShouldBe("inference_unavailable");
        (await app.WithDatabaseAsync(database => database.Reports.CountAsync())).ShouldBe(0);
        Directory.Exists(Path.Combine(app.StorageDirectory, "blobs")).ShouldBeFalse();
    }

    [Fact]
    public async Task When_Inference_dies_in_the_middle_of_its_answer_it_is_away()
    {
        await using var app = new ReportsApplication();
        await app.InitializeAsync();
        var scan = app.NewCase();
        app.Inference.BreaksOff = true;
        using var doctor = app.ClientAs(Roles.Doctor, scan.Doctor);

        var problem = await ReportsApplication.ReadAsync(await doctor.PostAsJsonAsync($"/reports/generate/{scan.Scan}", new { }), 503);

        problem.GetProperty("code").GetString().ShouldBe("inference_unavailable");
    }

    [Fact]
    public async Task When_Identity_is_away_nothing_is_half_done()
    {
        await using var app = new ReportsApplication();
        await app.InitializeAsync();
        var scan = app.NewCase();
        app.Identity.IsDown = true;
        using var doctor = app.ClientAs(Roles.Doctor, scan.Doctor);

        var problem = await ReportsApplication.ReadAsync(await doctor.PostAsJsonAsync($"/reports/generate/{scan.Scan}", new { }), 503);

        problem.GetProperty("code").GetString().ShouldBe("identity_unavailable");
        (await app.WithDatabaseAsync(database => database.Reports.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Without_fonts_the_service_does_not_start()
    {
        await using var app = new ReportsApplication();
        await app.InitializeAsync();
        app.Setting("Reports:FontDirectory", "/nowhere");

        Should.Throw<InvalidOperationException>(() => app.ClientWith(token: null)).Message.ShouldContain("Reports:FontDirectory");
    }
}
