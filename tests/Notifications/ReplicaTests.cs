using Csss.Contracts;
using Csss.Notifications.Deliveries;
using Csss.Notifications.ReportMails;
using Csss.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Csss.Notifications.Tests;

public sealed class ReplicaTests
{
    [Fact]
    [Trait(TestDatabase.Trait, TestDatabase.Every)]
    public async Task Two_replicas_on_one_database_send_each_mail_once()
    {
        await using var first = await NotificationsApplication.StartAsync();
        await using var second = await NotificationsApplication.StartAsync(
            ("Storage:Directory", first.StorageDirectory), ("services:identity:http:0", first.Identity.Address.ToString()),
            ("services:reports:http:0", first.Reports.Address.ToString()), ("Smtp:Port", $"{first.Smtp.Port}"));
        var patient = first.Identity.AddUser(Roles.Patient);
        var rows = Enumerable.Range(0, 40).Select(_ => Row(patient.UserId)).ToList();

        await first.WithDatabaseAsync(database =>
        {
            database.Deliveries.AddRange(rows);
            return database.SaveChangesAsync();
        });
        first.Wake();
        second.Wake();

        await Eventually.ShouldAsync("all are sent", () => first.WithDatabaseAsync(database => database.Deliveries.CountAsync(row => row.State == DeliveryState.Sent)), sent => sent == 40);
        first.Smtp.Mails.Select(mail => mail.MessageId).Order(StringComparer.Ordinal)
            .ShouldBe(rows.Select(row => $"{row.Id:D}@csss.local").Order(StringComparer.Ordinal));
        second.Logs.Text.ShouldContain("Sent after 1 attempt");
        first.Logs.Text.ShouldContain("Sent after 1 attempt");
    }

    [Fact]
    [Trait(TestDatabase.Trait, TestDatabase.Every)]
    public async Task What_a_dead_replica_had_begun_is_sent_once_its_lease_is_over()
    {
        await using var application = await NotificationsApplication.StartAsync();
        var row = Row(application.Identity.AddUser(Roles.Patient).UserId);
        var until = TimeProvider.System.GetUtcNow().AddSeconds(1);
        await application.WithDatabaseAsync(async database =>
        {
            await using var transaction = await database.Database.BeginTransactionAsync();
            database.Deliveries.Add(row);
            await database.SaveChangesAsync();
            await database.Deliveries.ExecuteUpdateAsync(delivery => delivery
                .SetProperty(one => one.Lease, Ids.New()).SetProperty(one => one.LeasedUntil, until).SetProperty(one => one.Attempts, 1));
            await transaction.CommitAsync();
            return 0;
        });
        application.Wake();

        var delivery = await application.EndedAsync(row.Id);

        (delivery.State, delivery.Attempts).ShouldBe((DeliveryState.Sent, 2));
        delivery.EndedAt!.Value.ShouldBeGreaterThanOrEqualTo(until);
    }

    [Fact]
    public async Task A_delivery_under_way_keeps_its_lease_however_slow_the_server_is()
    {
        await using var application = await NotificationsApplication.StartAsync();
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(1));
        var row = Row(application.Identity.AddUser(Roles.Patient).UserId);
        var claim = await application.WithDatabaseAsync(async database =>
        {
            await using var transaction = await database.Database.BeginTransactionAsync();
            database.Deliveries.Add(row);
            await database.SaveChangesAsync();
            var claim = new DeliveryClaim(row.Sequence, Ids.New());
            var until = clock.GetUtcNow() + DeliveryClaim.Duration;
            await database.Deliveries.ExecuteUpdateAsync(delivery => delivery.SetProperty(one => one.Lease, claim.Lease).SetProperty(one => one.LeasedUntil, until));
            await transaction.CommitAsync();
            return claim;
        });

        await using var lease = new DeliveryLease(claim, application.Services.GetRequiredService<IServiceScopeFactory>(), clock);
        for (var tick = 0; tick < 4; tick++)
        {
            clock.Advance(DeliveryClaim.Duration / 3);
            await application.DeliveryAsync(row.Id, delivery => delivery.LeasedUntil == clock.GetUtcNow() + DeliveryClaim.Duration);
        }
    }

    [Fact]
    public async Task What_was_not_sent_before_a_restart_is_sent_after_it()
    {
        var storage = Directory.CreateTempSubdirectory("csss-test-");
        await using var identity = await TestIdentity.StartAsync();
        Guid id;
        await using (var before = await NotificationsApplication.StartAsync(new NotificationsApplication { Identity = identity }, ("Storage:Directory", storage.FullName)))
        {
            before.Smtp.Plan = _ => new SmtpScript { Recipient = "451 Later" };
            (_, id) = await before.RequestReportMailAsync(before.Identity.AddUser(Roles.Patient));
            await before.DeliveryAsync(id, delivery => delivery.Attempts > 0);
        }

        await using (var after = await NotificationsApplication.StartAsync(new NotificationsApplication { Identity = identity }, ("Storage:Directory", storage.FullName)))
        {
            (await after.EndedAsync(id)).State.ShouldBe(DeliveryState.Sent);
            after.Smtp.Mails.ShouldHaveSingleItem().MessageId.ShouldBe($"{id:D}@csss.local");
        }

        storage.Delete(recursive: true);
    }

    [Fact]
    public async Task What_ended_long_ago_is_forgotten_and_what_is_still_to_be_sent_is_not()
    {
        await using var application = await NotificationsApplication.StartAsync();
        application.Smtp.Plan = mail => new SmtpScript { Recipient = "451 Later" };
        var (_, waiting) = await application.RequestReportMailAsync();
        var (_, refused) = await application.RequestReportMailAsync(new TestUser(Ids.New(), "", "nobody@csss.test", "en", Roles.Patient, "active"));
        var ended = await application.EndedAsync(refused);

        var removed = await application.WithDatabaseAsync(database => DeliveryCleaning.CleanAsync(database, ended.EndedAt!.Value.AddTicks(1), CancellationToken.None));

        removed.ShouldBe(1);
        (await application.WithDatabaseAsync(database => database.Deliveries.Select(row => row.Id).ToListAsync())).ShouldBe([waiting]);
    }

    private static ReportDelivery Row(Guid patient)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new ReportDelivery { Id = Ids.New(), RecipientId = patient, ReportId = Ids.New(), ScanId = Ids.New(), CreatedAt = now, ExpiresAt = now.AddDays(1) };
    }
}
