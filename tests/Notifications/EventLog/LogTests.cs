using System.Text.Json;
using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Contracts.PublicEvents;
using Csss.Notifications.EventLog;
using Csss.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Notifications.Tests.EventLog;

public sealed class LogTests
{
    [Fact]
    public async Task Each_clinical_event_is_one_line_a_CloudEvent_of_ids_and_links_only()
    {
        await using var application = await NotificationsApplication.StartAsync();
        var story = ScanStory.New();
        var ids = new[]
        {
            await application.SendAsync(story.Uploaded), await application.SendAsync(story.Rejected), await application.SendAsync(story.Failed),
            await application.SendAsync(story.Completed), await application.SendAsync(story.Signed), await application.SendAsync(story.Emailed),
            await application.SendAsync(story.Undelivered),
        };

        var log = await application.LogAsync(7);

        log.Select(line => line.Id).ShouldBe(ids, ignoreOrder: true);
        log.Select(line => line.Type).ShouldBe(EventTypes.All, ignoreOrder: true);
        log.Select(line => line.Sequence).ShouldBe(Enumerable.Range(1, 7).Select(n => (long)n));
        foreach (var line in log)
        {
            var json = JsonDocument.Parse(line.Json).RootElement;
            json.GetProperty("specversion").GetString().ShouldBe("1.0");
            json.GetProperty("id").GetGuid().ShouldBe(line.Id);
            json.GetProperty("type").GetString().ShouldBe(line.Type);
            json.GetProperty("subject").GetString().ShouldBe($"scans/{story.ScanId}");
            json.GetProperty("sequence").GetString().ShouldBe(line.Sequence.ToString("D19", System.Globalization.CultureInfo.InvariantCulture));
            json.GetProperty("time").GetDateTimeOffset().ShouldBe(story.At);
            json.GetProperty("dataschema").GetString().ShouldBe($"http://portal.test/asyncapi/schemas/{line.Type}.json");
            json.GetProperty("data").GetProperty("result_url").GetString().ShouldBe($"http://portal.test/results/{story.ScanId}");
            json.GetProperty("data").GetProperty("patient_id").GetGuid().ShouldBe(line.PatientId);
            foreach (var secret in (string[])["COVID", "93.41", "unreadable", "smtp_rejected", new string('a', 64), new string('b', 64), "chest"]) line.Json.ShouldNotContain(secret);
        }
    }

    [Fact]
    [Trait(TestDatabase.Trait, TestDatabase.Every)]
    public async Task A_message_delivered_twice_is_one_line()
    {
        await using var application = await NotificationsApplication.StartAsync();
        var (story, id) = (ScanStory.New(), Ids.New());

        await application.SendAsync(story.Uploaded, id);
        await application.LogAsync(1);
        await application.SendAsync(story.Uploaded, id);
        await application.SendAsync(story.Completed);

        (await application.LogAsync(2)).Select(line => line.Type).ShouldBe([EventTypes.ScanUploaded, EventTypes.PredictionCompleted]);
    }

    [Fact]
    public async Task A_message_that_comes_again_after_the_inbox_has_forgotten_it_is_still_one_line()
    {
        await using var application = await NotificationsApplication.StartAsync();
        var (story, id) = (ScanStory.New(), Ids.New());
        await application.SendAsync(story.Uploaded, id);
        await application.LogAsync(1);

        await application.WithDatabaseAsync(database => database.Set<Messaging.Inbox.InboxMessage>().ExecuteDeleteAsync());
        await application.SendAsync(story.Uploaded, id);
        await application.SendAsync(ScanStory.New().Uploaded);

        (await application.LogAsync(2)).Count(line => line.Id == id).ShouldBe(1);
    }

    [Fact]
    [Trait(TestDatabase.Trait, TestDatabase.Every)]
    public async Task A_report_that_overtook_its_prediction_is_logged_behind_it()
    {
        await using var application = await NotificationsApplication.StartAsync();
        var story = ScanStory.New();
        await application.SendAsync(story.Uploaded);
        await application.LogAsync(1);
        await application.SendAsync(story.Signed);
        await application.Harness.ShouldConsumeAsync<ReportGenerated>(report => report.ScanId == story.ScanId);
        await application.SendAsync(story.Emailed);
        await application.Harness.ShouldConsumeAsync<ReportEmailed>(report => report.ScanId == story.ScanId);

        await application.SendAsync(story.Completed);

        (await application.LogAsync(4)).Select(line => line.Type)
            .ShouldBe([EventTypes.ScanUploaded, EventTypes.PredictionCompleted, EventTypes.ReportGenerated, EventTypes.ReportEmailed]);
    }

    [Fact]
    public async Task A_report_whose_prediction_never_comes_is_logged_after_the_time_it_may_wait()
    {
        await using var application = await NotificationsApplication.StartAsync(("EventLog:HoldFor", "00:00:00.200"));
        var story = ScanStory.New();
        await application.SendAsync(story.Uploaded);
        await application.LogAsync(1);

        await application.SendAsync(story.Signed);

        (await application.LogAsync(2)).Select(line => line.Type).ShouldBe([EventTypes.ScanUploaded, EventTypes.ReportGenerated]);
        (await application.WithDatabaseAsync(database => database.WaitingEvents.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_report_of_a_scan_older_than_the_log_does_not_wait()
    {
        await using var application = await NotificationsApplication.StartAsync();
        var story = ScanStory.New();

        await application.SendAsync(story.Signed);

        (await application.LogAsync(1)).ShouldHaveSingleItem().Type.ShouldBe(EventTypes.ReportGenerated);
    }

    [Fact]
    [Trait(TestDatabase.Trait, TestDatabase.Every)]
    public async Task Replicas_that_write_at_once_leave_no_gap_and_no_line_twice()
    {
        await using var application = await NotificationsApplication.StartAsync();
        var make = application.Services.GetRequiredService<PublicEventMaker>();
        var stories = Enumerable.Range(0, 60).Select(_ => (Id: Ids.New(), Story: ScanStory.New())).ToList();

        // Each event offered by four writers, as if every replica had been given it.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            foreach (var (id, story) in stories) await WriteUntilTakenAsync(application, make.Make(id, story.Uploaded));
        }));

        var log = await application.LogAsync(60);
        log.Select(line => line.Sequence).ShouldBe(Enumerable.Range(1, 60).Select(n => (long)n));
        log.Select(line => line.Id).ShouldBe(stories.Select(one => one.Id), ignoreOrder: true);
    }

    [Fact]
    public async Task What_the_database_does_not_take_is_offered_again_until_it_does()
    {
        // More often than any other message is tried before it is given up.
        var disk = new FullDisk(times: 8);
        await using var application = new NotificationsApplication { Interceptor = disk };
        await application.InitializeAsync();

        var id = await application.SendAsync(ScanStory.New().Uploaded);

        (await application.LogAsync(1)).ShouldHaveSingleItem().Id.ShouldBe(id);
        disk.Refused.ShouldBe(8);
    }

    /// <summary>Refuses the first lines of the log.</summary>
    private sealed class FullDisk(int times) : SaveChangesInterceptor
    {
        public int Refused { get; private set; }

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (Refused == times || !eventData.Context!.ChangeTracker.Entries<LoggedEvent>().Any()) return ValueTask.FromResult(result);

            Refused++;
            throw new DbUpdateException("The disk is full.");
        }
    }

    /// <summary>What the consumer's retry does: again, in a new scope.</summary>
    private static async Task WriteUntilTakenAsync(NotificationsApplication application, PublicEvent occurred)
    {
        while (true)
        {
            try
            {
                await using var scope = application.Services.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<EventLogWriter>().WriteAsync(occurred, TestContext.Current.CancellationToken);
                return;
            }
            catch (DbUpdateException)
            {
                // Another was faster.
            }
        }
    }
}
