using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Csss.Contracts;
using Csss.Notifications.Feed;
using Csss.Testing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Csss.Notifications.Tests.EventLog;

public sealed class FeedTests
{
    [Fact]
    public async Task A_consumer_that_starts_from_0_sees_everything_in_order_page_by_page()
    {
        await using var application = await NotificationsApplication.StartAsync();
        using var client = System(application);
        var (empty, after) = await ReadAsync(client, "/events");
        (empty.Count, after).ShouldBe((0, 0));
        var ids = new List<Guid>();
        for (var scan = 0; scan < 5; scan++)
        {
            var story = ScanStory.New();
            ids.AddRange(await application.SendInOrderAsync(story.Uploaded, story.Completed));
        }

        var seen = new List<JsonElement>();
        while (await ReadAsync(client, $"/events?after={after}&limit=3") is { Items: { Count: > 0 } items } page)
        {
            seen.AddRange(items);
            after = page.NextAfter;
        }

        seen.Select(item => item.GetProperty("id").GetGuid()).ShouldBe(ids);
        seen.Select(item => long.Parse(item.GetProperty("sequence").GetString()!, global::System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(Enumerable.Range(1, 10).Select(n => (long)n));
        after.ShouldBe(10);
        (await ReadAsync(client, "/events?after=0000000000000000009")).Items.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_held_request_is_answered_as_soon_as_something_comes()
    {
        await using var application = await NotificationsApplication.StartAsync();
        using var client = System(application);
        await application.SendInOrderAsync(ScanStory.New().Uploaded);

        var held = ReadAsync(client, "/events?after=1&wait=30");
        await application.SendInOrderAsync(ScanStory.New().Uploaded);

        var (items, next) = await held;
        items.ShouldHaveSingleItem().GetProperty("type").GetString().ShouldBe("csss.scan.uploaded.v1");
        next.ShouldBe(2);
    }

    [Fact]
    public async Task A_held_request_hears_of_what_another_replica_wrote()
    {
        await using var writer = await NotificationsApplication.StartAsync();
        await using var reader = await NotificationsApplication.StartAsync(("Storage:Directory", writer.StorageDirectory));
        using var client = System(reader);

        var held = ReadAsync(client, "/events?wait=30");
        await writer.SendInOrderAsync(ScanStory.New().Uploaded);

        (await held).Items.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_held_request_ends_empty_when_its_time_is_over()
    {
        await using var application = await NotificationsApplication.StartAsync();
        using var client = System(application);

        (await ReadAsync(client, "/events?wait=1")).Items.ShouldBeEmpty();
    }

    /// <summary>Past HTTP: the test server, unlike Kestrel, does not wait for the requests it still has.</summary>
    [Fact]
    public async Task A_held_request_ends_empty_when_the_service_stops()
    {
        await using var application = await NotificationsApplication.StartAsync();
        await using var scope = application.Services.CreateAsyncScope();
        var host = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        var feed = ActivatorUtilities.CreateInstance<EventFeed>(scope.ServiceProvider, (IHostApplicationLifetime)host);

        var held = feed.ReadAsync(after: 0, limit: 100, TimeSpan.FromSeconds(30), CancellationToken.None);
        host.StopApplication();

        // Long before its 30 seconds.
        var answer = (await held.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBeOfType<Ok<FeedPage>>();
        answer.Value!.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_held_request_ends_when_the_caller_goes_away()
    {
        await using var application = await NotificationsApplication.StartAsync();
        using var client = System(application);
        using var gone = new CancellationTokenSource();

        var held = client.GetAsync("/events?wait=30", gone.Token);
        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => held);
        application.Logs.Text.ShouldNotContain("Unhandled exception");
    }

    [Fact]
    public async Task Past_the_edge_is_410_with_the_oldest_that_is_left()
    {
        await using var application = await NotificationsApplication.StartAsync();
        using var client = System(application);
        await application.SendInOrderAsync([.. Enumerable.Range(0, 5).Select(_ => (object)ScanStory.New().Uploaded)]);
        await application.WithDatabaseAsync(database => database.EventLog.Where(line => line.Sequence < 4).ExecuteDeleteAsync());

        using var answer = await client.GetAsync("/events?after=2");

        answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        (problem.GetProperty("code").GetString(), problem.GetProperty("oldest").GetInt64()).ShouldBe(("gone", 4));
        problem.GetProperty("trace_id").GetString().ShouldNotBeNullOrEmpty();
        (await ReadAsync(client, "/events?after=3")).Items.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_place_the_log_has_never_had_is_409_with_the_newest()
    {
        await using var application = await NotificationsApplication.StartAsync();
        using var client = System(application);
        await application.SendInOrderAsync(ScanStory.New().Uploaded);

        using var answer = await client.GetAsync("/events?after=2&wait=30");

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        (problem.GetProperty("code").GetString(), problem.GetProperty("newest").GetInt64()).ShouldBe(("beyond_the_end", 1));
    }

    [Theory]
    [InlineData("after=-1", "after")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("wait=31", "wait")]
    public async Task What_makes_no_sense_is_400(string query, string field)
    {
        await using var application = await NotificationsApplication.StartAsync();
        using var client = System(application);

        using var answer = await client.GetAsync($"/events?{query}");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
    }

    private static HttpClient System(NotificationsApplication application) => application.ClientWith(application.Identity.Keys.ForSystem(Scopes.EventsRead));

    private static async Task<Page> ReadAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<Page>(ServiceDefaults.ApiJson.Options))!;
    }

    private sealed record Page(List<JsonElement> Items, long NextAfter);
}
