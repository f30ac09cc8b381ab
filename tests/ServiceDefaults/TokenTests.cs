using System.Diagnostics;
using System.Net;
using Csss.Contracts;
using Csss.ServiceDefaults.Authentication;
using Csss.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.ServiceDefaults.Tests;

public sealed class TokenTests
{
    public static TheoryData<string> Flaws => [.. new TestKeys().Broken(Roles.Doctor).Keys];

    [Theory]
    [MemberData(nameof(Flaws))]
    public async Task A_broken_token_is_401(string flaw)
    {
        await using var service = await TinyService.StartAsync();
        using var client = service.Client(service.Identity.Keys.Broken(Roles.Doctor)[flaw]);
        (await (await client.GetAsync(new Uri("/doctors", UriKind.Relative))).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated"))
            .GetProperty("detail").GetString()!.ShouldNotContain("IDX");
    }

    [Fact]
    public async Task No_token_is_401_and_a_wrong_role_403()
    {
        await using var service = await TinyService.StartAsync();
        var keys = service.Identity.Keys;
        (await StatusAsync(service, "/doctors", keys.ForUser(Roles.Doctor))).ShouldBe(HttpStatusCode.OK);
        using var nobody = service.Client();
        await (await nobody.GetAsync(new Uri("/doctors", UriKind.Relative))).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        foreach (var role in Roles.All.Except([Roles.Doctor]))
        {
            using var client = service.Client(keys.ForUser(role));
            await (await client.GetAsync(new Uri("/doctors", UriKind.Relative))).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
            (await StatusAsync(service, "/any-user", keys.ForUser(role))).ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Users_systems_and_services_each_get_their_own_routes()
    {
        await using var service = await TinyService.StartAsync();
        var keys = service.Identity.Keys;
        var (user, system, own) = (keys.ForUser(Roles.Admin), keys.ForSystem(Scopes.ResultsRead), keys.ForService(Scopes.UsersRead));
        (await StatusAsync(service, "/any-user", user)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(service, "/any-user", system)).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(service, "/any-user", own)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(service, "/results", user)).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(service, "/results", system)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(service, "/results", keys.ForSystem(Scopes.EventsRead))).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(service, "/results", own)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(service, "/internal", user)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(service, "/internal", system)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(service, "/internal", own)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(service, "/internal", keys.ForService(Scopes.ScansRead))).ShouldBe(HttpStatusCode.Forbidden);

        // A policy that names nobody lets nobody in.
        (await StatusAsync(service, "/nobody", user)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_revoked_session_is_dead_at_once_and_the_users_other_ones_live()
    {
        await using var service = await TinyService.StartAsync();
        var (user, session) = (Ids.New(), Ids.New());
        var token = service.Identity.Keys.ForUser(Roles.Doctor, user, session);
        (await StatusAsync(service, "/doctors", token)).ShouldBe(HttpStatusCode.OK);
        service.Services.GetRequiredService<RevokedSessions>().Add(session);

        (await StatusAsync(service, "/doctors", token)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(service, "/doctors", service.Identity.Keys.ForUser(Roles.Doctor, user))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public void A_revoked_session_is_remembered_while_a_token_of_it_can_live_and_then_forgotten()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var sessions = new RevokedSessions(time);
        var session = Ids.New();
        sessions.Add(session);
        time.Advance(RevokedSessions.Remembered - TimeSpan.FromSeconds(1));
        sessions.Add(Ids.New());
        sessions.Contains(session).ShouldBeTrue();
        time.Advance(TimeSpan.FromMinutes(2));
        sessions.Add(Ids.New());
        sessions.Contains(session).ShouldBeFalse();
    }

    [Fact]
    public async Task A_new_key_is_believed_within_seconds_and_a_withdrawn_one_is_not()
    {
        await using var service = await TinyService.StartAsync();
        var (old, next) = (service.Identity.Keys, new TestKeys());
        (await StatusAsync(service, "/doctors", old.ForUser(Roles.Doctor))).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(service, "/doctors", next.ForUser(Roles.Doctor))).ShouldBe(HttpStatusCode.Unauthorized);

        service.Identity.Published = [next, old];
        await Eventually.ShouldAsync("the new key is believed", () => StatusAsync(service, "/doctors", next.ForUser(Roles.Doctor)), status => status == HttpStatusCode.OK, TimeSpan.FromSeconds(15));
        (await StatusAsync(service, "/doctors", old.ForUser(Roles.Doctor))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task With_Identity_away_the_keys_once_read_still_do()
    {
        await using var service = await TinyService.StartAsync();
        (await StatusAsync(service, "/doctors", service.Identity.Keys.ForUser(Roles.Doctor))).ShouldBe(HttpStatusCode.OK);
        service.Identity.IsAway = true;
        (await StatusAsync(service, "/doctors", service.Identity.Keys.ForUser(Roles.Doctor))).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(service, "/doctors", new TestKeys().ForUser(Roles.Doctor))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Without_any_key_nobody_is_let_in_and_all_is_well_once_Identity_is_back()
    {
        await using var service = await TinyService.StartAsync();
        service.Identity.IsAway = true;
        var watch = Stopwatch.StartNew();
        (await StatusAsync(service, "/doctors", service.Identity.Keys.ForUser(Roles.Doctor))).ShouldBe(HttpStatusCode.Unauthorized);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(35));
        service.Identity.IsAway = false;
        await Eventually.ShouldAsync("tokens are believed again",
            () => StatusAsync(service, "/doctors", service.Identity.Keys.ForUser(Roles.Doctor)), status => status == HttpStatusCode.OK, TimeSpan.FromSeconds(15));
    }

    private static async Task<HttpStatusCode> StatusAsync(TinyService service, string route, string token)
    {
        using var client = service.Client(token);
        using var response = await client.GetAsync(new Uri(route, UriKind.Relative));
        return response.StatusCode;
    }
}
