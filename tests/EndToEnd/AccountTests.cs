using System.Diagnostics;
using System.Net;
using Csss.EndToEnd.Tests.Client;
using Csss.EndToEnd.Tests.System;
using Csss.Testing;

namespace Csss.EndToEnd.Tests;

/// <summary>What an admin or the user decides reaches every service.</summary>
[Collection(SystemCollection.Name)]
public sealed class AccountTests(RunningSystem system)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_disabled_doctor_is_out_of_every_service_within_five_seconds()
    {
        using var doctor = await system.RegisterDoctorAsync();
        string[] routes = ["/auth/me", "/doctor/scans", $"/reports/{Guid.NewGuid()}"];
        foreach (var route in routes) (await doctor.StatusAsync(route)).ShouldNotBe(HttpStatusCode.Unauthorized);
        using var admin = await system.Client().LoginAsAdminAsync();

        await admin.PutAsync($"/admin/users/{doctor.UserId}", new { status = "disabled" });

        var since = Stopwatch.StartNew();
        foreach (var route in routes)
        {
            await Eventually.ShouldAsync($"{route} refuses", async () => await doctor.StatusAsync(route) == HttpStatusCode.Unauthorized, Limit);
            TestContext.Current.TestOutputHelper!.WriteLine($"{route}: {since.ElapsedMilliseconds} ms after the answer");
        }

        since.Elapsed.ShouldBeLessThan(Limit);
        var again = await Should.ThrowAsync<HttpRequestException>(() => system.Client().PostAsync<Session>("/auth/refresh", new { refresh_token = doctor.Me!.RefreshToken }));
        again.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_session_ended_from_another_device_is_out_of_every_service_within_five_seconds()
    {
        using var here = await system.RegisterDoctorAsync();
        using var there = await system.Client().LoginAsync((await here.GetAsync<Account>("/auth/me")).Email, People.Password);
        var sessions = await here.GetAsync<Page<SessionItem>>("/auth/sessions");
        var other = sessions.Items.Where(session => !session.Current).ShouldHaveSingleItem();

        using var ended = await here.Http.DeleteAsync($"/auth/sessions/{other.Sid}");
        ended.StatusCode.ShouldBe(HttpStatusCode.NoContent);

        foreach (var route in new[] { "/auth/me", "/doctor/scans", $"/reports/{Guid.NewGuid()}" })
            await Eventually.ShouldAsync($"{route} refuses", async () => await there.StatusAsync(route) == HttpStatusCode.Unauthorized, Limit);
        (await here.StatusAsync("/auth/me")).ShouldBe(HttpStatusCode.OK);
    }

    private sealed record Account(Guid UserId, string Email);

    private sealed record SessionItem(string Sid, bool Current);
}
