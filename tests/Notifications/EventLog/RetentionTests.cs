using Csss.Notifications.EventLog;
using Csss.Testing;
using Microsoft.EntityFrameworkCore;

namespace Csss.Notifications.Tests.EventLog;

public sealed class RetentionTests
{
    private static readonly DateTimeOffset Old = TimeProvider.System.GetUtcNow().AddDays(-10);

    [Fact]
    public async Task Old_events_are_forgotten_from_the_front_up_to_the_first_that_is_young()
    {
        await using var application = await StartAsync();
        await application.SendInOrderAsync(ScanStory.New(Old).Uploaded, ScanStory.New(Old).Uploaded, ScanStory.New().Uploaded, ScanStory.New(Old).Uploaded, ScanStory.New().Uploaded);

        await OldestAsync(application, 3);

        // The old one in the middle stays: what is kept has no gap.
        (await application.LogAsync(3)).Select(line => line.Sequence).ShouldBe([3, 4, 5]);
    }

    [Fact]
    public async Task The_last_event_is_kept_however_old_and_the_numbers_go_on()
    {
        await using var application = await StartAsync();
        await application.SendInOrderAsync(ScanStory.New(Old).Uploaded, ScanStory.New(Old).Uploaded, ScanStory.New(Old).Uploaded);
        await OldestAsync(application, 3);

        await application.SendInOrderAsync(ScanStory.New().Uploaded);

        await OldestAsync(application, 4);
        (await application.LogAsync(1)).Select(line => line.Sequence).ShouldBe([4]);
    }

    [Fact]
    public async Task What_a_channel_of_ours_has_not_sent_yet_is_kept()
    {
        await using var application = await StartAsync();
        await application.WithDatabaseAsync(database =>
        {
            database.LogPositions.AddRange(new LogPosition { Reader = "slow", After = 1 }, new LogPosition { Reader = "fast", After = 3 });
            return database.SaveChangesAsync();
        });
        await application.SendInOrderAsync(ScanStory.New(Old).Uploaded, ScanStory.New(Old).Uploaded, ScanStory.New(Old).Uploaded);
        await OldestAsync(application, 2);

        await application.WithDatabaseAsync(database => database.LogPositions.Where(row => row.Reader == "slow").ExecuteUpdateAsync(row => row.SetProperty(position => position.After, 3)));

        await OldestAsync(application, 3);
    }

    private static Task<NotificationsApplication> StartAsync() =>
        NotificationsApplication.StartAsync(("EventLog:KeepFor", "1.00:00:00"), ("EventLog:ForgetEvery", "00:00:00.050"));

    private static Task OldestAsync(NotificationsApplication application, long expected) => Eventually.ShouldAsync(
        $"the log begins with {expected}", () => application.WithDatabaseAsync(database => database.EventLog.MinAsync(line => (long?)line.Sequence)), oldest => oldest == expected, LogReading.Patience);
}
