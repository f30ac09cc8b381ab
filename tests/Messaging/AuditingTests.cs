using System.Net;
using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Problems;
using Csss.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Csss.Messaging.Tests;

public sealed class AuditingTests
{
    [Fact]
    public async Task A_route_that_declares_no_trail_stops_the_service_from_starting() =>
        (await Should.ThrowAsync<InvalidOperationException>(() => TestService.StartAsync(map: app => app.MapGet("/forgotten", () => "x").RequireRoles(Roles.Doctor))))
            .Message.ShouldContain("/forgotten");

    [Fact]
    public async Task A_read_is_recorded_before_it_is_answered_and_its_refusal_too()
    {
        await using var service = await TestService.StartAsync(map: app =>
        {
            app.MapGet("/things/{id:guid}", (Guid id) => "thing").AllowAnonymous().Audited("thing.read", "things", "id");
            app.MapGet("/closed", IResult () => ApiProblem.Conflict("closed", "Closed.")).AllowAnonymous().Audited("thing.open", "things");
            app.MapGet("/broken", string () => throw new InvalidOperationException()).AllowAnonymous().Audited("thing.break", "things");
        });
        using var client = new HttpClient { BaseAddress = service.Address };
        var id = Ids.New();
        (await client.GetAsync("/broken")).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await client.GetAsync("/closed")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await client.GetStringAsync($"/things/{id}")).ShouldBe("thing");

        await service.Harness.ShouldPublishAsync<AccessRecorded>(entry => entry.Action == "thing.read");
        service.Harness.Published.Select<AccessRecorded>().Select(sent => sent.Context.Message)
            .Select(entry => (entry.Action, entry.Object, entry.Outcome, entry.Reason, entry.Role, entry.Source)).ShouldBe(
            [("thing.open", "things", "denied", "closed", "anonymous", "127.0.0.1"), ("thing.read", $"things/{id}", "allowed", null, "anonymous", "127.0.0.1")]);
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_not_answered()
    {
        await using var service = await TestService.StartAsync(map: app => app.MapGet("/things", () => "a secret thing").AllowAnonymous().Audited("thing.list", "things"));
        await service.UseAsync(database => database.Database.ExecuteSqlRawAsync("ALTER TABLE outbox RENAME TO gone"));
        using var client = new HttpClient { BaseAddress = service.Address };

        using var answer = await client.GetAsync("/things");
        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("secret");
    }

    [Fact]
    public async Task Requests_at_the_same_time_leave_one_entry_each()
    {
        await using var service = await TestService.StartAsync(map: app => app.MapGet("/things/{id:guid}", (Guid id) => "thing").AllowAnonymous().Audited("thing.read", "things", "id"));
        using var client = new HttpClient { BaseAddress = service.Address };
        var ids = Enumerable.Range(0, 200).Select(_ => Ids.New()).ToList();
        await Task.WhenAll(ids.Select(id => client.GetStringAsync($"/things/{id}")));

        IEnumerable<string> Recorded() => service.Harness.Published.Select<AccessRecorded>().Select(sent => sent.Context.Message.Object);
        await Eventually.ShouldAsync("all are recorded", () => Task.FromResult(Recorded().Count() >= ids.Count));
        Recorded().ShouldBe(ids.Select(id => $"things/{id}"), ignoreOrder: true);
    }

    [Fact]
    public async Task A_change_and_its_entry_are_kept_together_or_not_at_all()
    {
        await using var service = await TestService.StartAsync(map: app =>
        {
            app.MapPost("/things", async (TestDb database, AccessAudit audit) =>
            {
                audit.Record(database, objectId: Ids.New());
                await database.SaveChangesAsync();
                return "made";
            }).AllowAnonymous().Audited("thing.make", "things");
            app.MapPost("/rolled-back", async (TestDb database, AccessAudit audit) =>
            {
                await using var transaction = await database.Database.BeginTransactionAsync();
                audit.Record(database, objectId: Ids.New());
                await database.SaveChangesAsync();
                throw new InvalidOperationException("after the save, before the commit");
            }).AllowAnonymous().Audited("thing.lose", "things");
        });
        using var client = new HttpClient { BaseAddress = service.Address };
        (await client.PostAsync("/rolled-back", content: null)).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await client.PostAsync("/things", content: null)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await service.Harness.ShouldPublishAsync<AccessRecorded>(entry => entry.Action == "thing.make");
        service.Harness.Published.Select<AccessRecorded>().Select(sent => sent.Context.Message.Action).ShouldBe(["thing.make"]);
    }

    /// <summary>What the entry costs a read. Run it by name: it measures the machine it runs on.</summary>
    [Fact(Explicit = true)]
    public async Task The_entry_of_a_read_costs_one_commit()
    {
        await using var service = await TestService.StartAsync(map: app =>
        {
            app.MapGet("/plain/{id:guid}", (Guid id) => "thing").AllowAnonymous();
            app.MapGet("/audited/{id:guid}", (Guid id) => "thing").AllowAnonymous().Audited("thing.read", "things", "id");
        });
        using var client = new HttpClient { BaseAddress = service.Address };
        foreach (var parallel in new[] { 1, 16 })
            foreach (var route in new[] { "plain", "audited" })
            {
                for (var warm = 0; warm < 50; warm++) await client.GetStringAsync($"/{route}/{Ids.New()}");
                var watch = System.Diagnostics.Stopwatch.StartNew();
                await Task.WhenAll(Enumerable.Range(0, parallel).Select(async _ =>
                {
                    for (var request = 0; request < 200; request++) await client.GetStringAsync($"/{route}/{Ids.New()}");
                }));
                TestContext.Current.TestOutputHelper?.WriteLine(
                    $"{route}, {parallel} at a time: {watch.Elapsed.TotalMilliseconds / 200:0.00} ms a request, {parallel * 200 / watch.Elapsed.TotalSeconds:0} a second");
            }
    }
}
