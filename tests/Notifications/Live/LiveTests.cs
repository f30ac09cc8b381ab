using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Notifications.Live;
using Microsoft.EntityFrameworkCore;

namespace Csss.Notifications.Tests.Live;

public sealed class LiveTests
{
    private static readonly Guid Doctor = Ids.New();

    [Fact]
    public async Task The_uploader_hears_of_every_change_in_its_order()
    {
        await using var application = await NotificationsApplication.StartAsync();
        await using var doctor = await LiveDoctor.ConnectAsync(application, Doctor);
        var scan = ScanEvents.Of(Doctor);

        await application.SendAsync(scan.Uploaded());
        await doctor.ShouldHearAsync(1);
        await application.SendAsync(scan.Failed());
        await doctor.ShouldHearAsync(2);
        await application.SendAsync(scan.Completed());

        (await doctor.ShouldHearAsync(3)).ShouldBe(
            [new(scan.ScanId, "queued", 1), new(scan.ScanId, "failed", 2), new(scan.ScanId, "completed", 3)]);
    }

    [Fact]
    public async Task A_stranger_hears_nothing_and_is_told_of_nothing_when_catching_up()
    {
        await using var application = await NotificationsApplication.StartAsync();
        var strangers = Ids.New();
        await using var stranger = await LiveDoctor.ConnectAsync(application, strangers);
        await using var doctor = await LiveDoctor.ConnectAsync(application, Doctor);

        await application.SendAsync(ScanEvents.Of(Doctor).Uploaded());
        await doctor.ShouldHearAsync(1);
        var own = ScanEvents.Of(strangers);
        await application.SendAsync(own.Uploaded());

        (await stranger.ShouldHearAsync(1)).ShouldHaveSingleItem().ScanId.ShouldBe(own.ScanId);
        (await stranger.CatchUpAsync(0)).Changes.ShouldHaveSingleItem().ScanId.ShouldBe(own.ScanId);
        doctor.Heard.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Emergency_access_hears_until_it_ends_and_not_after()
    {
        await using var application = await NotificationsApplication.StartAsync();
        var (inTime, tooLate, patient) = (Ids.New(), Ids.New(), Ids.New());
        var now = TimeProvider.System.GetUtcNow();
        await GrantAsync(application, new CareGranted(inTime, patient, now.AddHours(8), now));
        await GrantAsync(application, new CareGranted(tooLate, patient, now.AddSeconds(-1), now.AddHours(-8)));
        await using var first = await LiveDoctor.ConnectAsync(application, inTime);
        await using var second = await LiveDoctor.ConnectAsync(application, tooLate);
        var scan = ScanEvents.Of(Doctor, patient);

        await application.SendAsync(scan.Uploaded());

        (await first.ShouldHearAsync(1)).ShouldHaveSingleItem().ScanId.ShouldBe(scan.ScanId);
        (await second.CatchUpAsync(0)).ShouldSatisfyAllConditions(missed => missed.Changes.ShouldBeEmpty(), missed => missed.Sequence.ShouldBe(1));
        second.Heard.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_was_away_is_told_what_was_missed_and_hears_the_rest()
    {
        await using var application = await NotificationsApplication.StartAsync();
        var (before, meanwhile, after) = (ScanEvents.Of(Doctor), ScanEvents.Of(Doctor), ScanEvents.Of(Doctor));
        long known;
        await using (var doctor = await LiveDoctor.ConnectAsync(application, Doctor))
        {
            await application.SendAsync(before.Uploaded());
            known = (await doctor.ShouldHearAsync(1))[^1].Sequence;
        }

        await application.SendAsync(before.Completed());
        await application.SendAsync(meanwhile.Uploaded());
        await RecordedAsync(application, 3);
        await using var back = await LiveDoctor.ConnectAsync(application, Doctor);
        var missed = await back.CatchUpAsync(known);
        await application.SendAsync(after.Uploaded());

        missed.Reload.ShouldBeFalse();
        missed.Changes.Select(change => change.Sequence).ShouldBe([2, 3]);
        missed.Changes.Select(change => (change.ScanId, change.Status)).ShouldBe([(before.ScanId, "completed"), (meanwhile.ScanId, "queued")], ignoreOrder: true);
        missed.Sequence.ShouldBe(3);
        (await back.ShouldHearAsync(1))[^1].ShouldBe(new LiveDoctor.Change(after.ScanId, "queued", 4));
    }

    [Fact]
    public async Task Who_was_away_for_longer_than_is_kept_is_told_to_reload()
    {
        await using var application = await NotificationsApplication.StartAsync();
        await using var doctor = await LiveDoctor.ConnectAsync(application, Doctor);
        foreach (var scan in Enumerable.Range(0, 3).Select(_ => ScanEvents.Of(Doctor))) await application.SendAsync(scan.Uploaded());
        await doctor.ShouldHearAsync(3);
        await application.WithDatabaseAsync(database => database.Set<ScanChange>().Where(change => change.Sequence <= 2).ExecuteDeleteAsync());

        (await doctor.CatchUpAsync(1)).ShouldSatisfyAllConditions(answer => answer.Reload.ShouldBeTrue(), answer => answer.Sequence.ShouldBe(3));
        (await doctor.CatchUpAsync(2)).ShouldSatisfyAllConditions(answer => answer.Reload.ShouldBeFalse(), answer => answer.Changes.Count.ShouldBe(1));
        (await doctor.CatchUpAsync(3)).ShouldSatisfyAllConditions(answer => answer.Reload.ShouldBeFalse(), answer => answer.Changes.ShouldBeEmpty());
        (await doctor.CatchUpAsync(4)).Reload.ShouldBeTrue("a number that was never given out is another database's");
        (await doctor.CatchUpAsync(null)).ShouldSatisfyAllConditions(answer => answer.Reload.ShouldBeFalse(), answer => answer.Sequence.ShouldBe(3));
    }

    [Fact]
    public async Task A_repeated_message_and_one_that_comes_late_change_nothing()
    {
        await using var application = await NotificationsApplication.StartAsync();
        await using var doctor = await LiveDoctor.ConnectAsync(application, Doctor);
        var (scan, marker) = (ScanEvents.Of(Doctor), ScanEvents.Of(Doctor));
        var completed = scan.Completed();
        var id = await application.SendAsync(completed);
        await doctor.ShouldHearAsync(1);

        await application.SendAsync(completed, id);
        var late = await application.SendAsync(scan.Uploaded());
        await HandledAsync(application, late);
        await application.SendAsync(marker.Uploaded());

        (await doctor.ShouldHearAsync(2)).Select(change => (change.ScanId, change.Status, change.Sequence))
            .ShouldBe([(scan.ScanId, "completed", 1), (marker.ScanId, "queued", 2)]);
    }

    [Fact]
    public async Task Two_replicas_at_once_leave_no_gap_and_each_tells_its_own_doctors_in_order()
    {
        const int Each = 10;
        await using var first = await NotificationsApplication.StartAsync();
        await using var second = await NotificationsApplication.StartAsync(
            ("Storage:Directory", first.StorageDirectory), ("services:identity:http:0", first.Identity.Address.ToString()));
        await using var here = await LiveDoctor.ConnectAsync(first, Doctor);
        await using var there = await LiveDoctor.ConnectAsync(second, first.Identity.Keys.ForUser(Roles.Doctor, Doctor));

        await Task.WhenAll(new[] { first, second }.SelectMany(replica => Enumerable.Range(0, Each).Select(_ => replica.SendAsync(ScanEvents.Of(Doctor).Uploaded()))));

        var expected = Enumerable.Range(1, 2 * Each).Select(number => (long)number).ToList();
        foreach (var doctor in new[] { here, there })
            (await doctor.ShouldHearAsync(2 * Each)).Select(change => change.Sequence).ShouldBe(expected);
    }

    private static async Task GrantAsync(NotificationsApplication application, CareGranted granted) => await HandledAsync(application, await application.SendAsync(granted));

    private static Task HandledAsync(NotificationsApplication application, Guid messageId) => Csss.Testing.Eventually.ShouldAsync(
        $"message {messageId} is handled", () => application.WithDatabaseAsync(database => database.Set<Csss.Messaging.Inbox.InboxMessage>().AnyAsync(row => row.MessageId == messageId)), TimeSpan.FromSeconds(60));

    private static Task RecordedAsync(NotificationsApplication application, int changes) => Csss.Testing.Eventually.ShouldAsync(
        $"{changes} changes are recorded", () => application.WithDatabaseAsync(database => database.Set<ScanChange>().CountAsync()), count => count == changes, TimeSpan.FromSeconds(60));
}
