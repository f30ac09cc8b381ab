using System.Collections.Concurrent;
using System.Diagnostics;
using Csss.Contracts;
using Csss.Contracts.Commands;
using Csss.Contracts.Events;
using Csss.Messaging.Outbox;
using Csss.ServiceDefaults.Telemetry;
using Csss.Testing;
using MassTransit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Messaging.Tests;

[Trait(TestDatabase.Trait, TestDatabase.Every)]
public sealed class OutboxTests
{
    [Fact]
    public async Task What_is_rolled_back_is_never_published()
    {
        await using var service = await TestService.StartAsync();
        await service.UseAsync(async database =>
        {
            await using var transaction = await database.Database.BeginTransactionAsync();
            database.Publish(Samples.Scan(), TimeProvider.System.GetUtcNow());
            await database.SaveChangesAsync();
            await transaction.RollbackAsync();
            return 0;
        });
        var after = Samples.Scan();
        await service.PublishAsync(after);
        await service.OutboxEmptyAsync();

        service.Harness.Published.Select<ScanUploaded>().Select(sent => sent.Context.Message.ScanId).ShouldBe([after.ScanId]);
    }

    [Fact]
    public async Task What_is_committed_is_published_once_with_the_rows_id_and_whole()
    {
        await using var service = await TestService.StartAsync();
        var message = new PredictionCompleted(
            Ids.New(), Ids.New(), Ids.New(), Modalities.ChestXray, "chest", "1.0.0", "Normal", 88.41m,
            new Dictionary<string, decimal>(StringComparer.Ordinal) { ["Normal"] = 88.41m, ["COVID-19"] = 11.59m }, false, null, TimeProvider.System.GetUtcNow());
        Guid id = default;
        await service.UseAsync(async database =>
        {
            database.Publish(message, TimeProvider.System.GetUtcNow());
            id = database.ChangeTracker.Entries<OutboxMessage>().Single().Entity.MessageId;
            return await database.SaveChangesAsync();
        });
        await service.OutboxEmptyAsync();

        var sent = service.Harness.Published.Select<PredictionCompleted>().ShouldHaveSingleItem();
        sent.Context.MessageId.ShouldBe(id);
        sent.Context.Message.ShouldBeEquivalentTo(message);
    }

    [Fact]
    public async Task A_message_leaves_at_once_not_at_the_next_poll()
    {
        await using var service = await TestService.StartAsync();
        await service.PublishAsync(Samples.Scan());
        await service.OutboxEmptyAsync();
        var times = new List<TimeSpan>();
        for (var round = 0; round < 10; round++)
        {
            var watch = Stopwatch.StartNew();
            await service.PublishAsync(Samples.Scan());
            await service.OutboxEmptyAsync();
            times.Add(watch.Elapsed);
        }

        times.Order().ElementAt(times.Count / 2).ShouldBeLessThan(TimeSpan.FromMilliseconds(500));
    }

    [Fact]
    public async Task The_consumers_span_belongs_to_the_requests_trace()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is CsssActivities.SourceName or "MassTransit",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var service = await TestService.StartAsync(bus => bus.AddConsumer<FirstConsumer, FirstConsumerDefinition>());
        ActivityTraceId trace;
        ActivitySpanId parent;
        using (var request = CsssActivities.Source.StartActivity("POST /doctor/upload")!)
        {
            (trace, parent) = (request.TraceId, request.SpanId);
            await service.PublishAsync(Samples.Scan());
        }

        await service.HandledCountAsync(1);
        // A parent may end after its child: wait until each span's parent is there, then none hangs in the air.
        await Eventually.ShouldAsync("the consumer's span ends, and every span's parent", () => Task.FromResult(
            Ours().Any(span => span.Kind == ActivityKind.Consumer)
            && Ours().All(span => span.SpanId == parent || Ours().Any(other => other.SpanId == span.ParentSpanId))));
        Ours().Single(span => span.OperationName == "outbox publish").ParentSpanId.ShouldBe(parent);

        List<Activity> Ours() => [.. spans.Where(span => span.TraceId == trace)];
    }

    [Fact]
    public async Task An_expired_message_is_dropped()
    {
        await using var service = await TestService.StartAsync();
        await service.UseAsync(async database =>
        {
            database.Publish(new SendAccountMail(Ids.New(), AccountMailTemplates.OneTimeCode, "sealed"), TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(1), TimeSpan.FromMinutes(10));
            return await database.SaveChangesAsync();
        });
        await service.OutboxEmptyAsync();

        service.Harness.Published.Select<SendAccountMail>().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_carries_how_long_it_is_worth_sending()
    {
        await using var service = await TestService.StartAsync(bus => bus.AddConsumer<MailConsumer, MailConsumerDefinition>());
        await service.UseAsync(async database =>
        {
            database.Publish(Samples.Mail(), TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(10));
            return await database.SaveChangesAsync();
        });
        await service.OutboxEmptyAsync();

        var left = service.Harness.Published.Select<EmailReport>().ShouldHaveSingleItem().Context.TimeToLive.ShouldNotBeNull();
        left.ShouldBeInRange(TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10));
    }

    [Theory]
    [InlineData("Csss.Contracts.Events.Forgotten", "{}")]
    [InlineData("System.Diagnostics.Process", "{}")]
    [InlineData("Csss.Contracts.Events.ScanUploaded", "{ not json")]
    [InlineData("Csss.Contracts.Events.ScanUploaded", "null")]
    public async Task A_row_nobody_can_read_steps_aside_for_the_others(string type, string body)
    {
        await using var service = await TestService.StartAsync();
        var behind = Samples.Scan();
        await service.UseAsync(async database =>
        {
            var now = TimeProvider.System.GetUtcNow();
            database.Add(new OutboxMessage { MessageId = Ids.New(), Type = type, Body = body, CreatedAt = now, NextAttemptAt = now });
            database.Publish(behind, now);
            return await database.SaveChangesAsync();
        });

        var left = await Eventually.ShouldAsync("only the unreadable is left", service.OutboxAsync, rows => rows is [{ Attempts: > 0 }]);
        left.Single().Body.ShouldBe(body);
        service.Harness.Published.Select<ScanUploaded>().ShouldHaveSingleItem().Context.Message.ScanId.ShouldBe(behind.ScanId);
    }

    [Fact]
    public void What_is_no_contract_is_refused_where_it_is_written()
    {
        using var database = new TestDb(new DbContextOptionsBuilder<TestDb>().UseSqlite("Data Source=:memory:").Options);
        Should.Throw<ArgumentException>(() => database.Publish<object>(Samples.Scan(), TimeProvider.System.GetUtcNow()));
    }

    [Fact]
    public async Task Order_holds_across_a_broker_that_fails()
    {
        var broker = new FailingBroker();
        await using var service = await TestService.StartAsync(services: services => services.AddPublishObserver(_ => broker));
        var scans = Samples.Scans(30);
        broker.FailFor(scans[7].ScanId, times: 1);
        broker.FailFor(scans[8].ScanId, times: 1);
        broker.FailFor(scans[29].ScanId, times: 2);
        await service.PublishAsync(scans);
        await service.OutboxEmptyAsync();

        broker.Sent.ShouldBe(scans.Select(scan => scan.ScanId));
    }

    [Fact]
    public async Task Two_replicas_on_one_database_publish_each_message_once_and_in_order()
    {
        var folder = Directory.CreateTempSubdirectory("csss-replicas-").FullName;
        var broker = new FailingBroker();
        var written = new ConcurrentQueue<Guid>();
        await using (var one = await TestService.StartAsync(services: services => services.AddPublishObserver(_ => broker), folder: folder))
        await using (var two = await TestService.StartAsync(services: services => services.AddPublishObserver(_ => broker), folder: folder))
        {
            for (var round = 0; round < 40; round++)
            {
                var scans = Samples.Scans(5);
                foreach (var scan in scans) written.Enqueue(scan.ScanId);
                await (round % 2 == 0 ? one : two).PublishAsync(scans);
            }

            await one.OutboxEmptyAsync();
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        broker.Sent.ShouldBe(written);
    }

    [Fact]
    public async Task A_replica_that_stops_hands_the_outbox_over_at_once()
    {
        var folder = Directory.CreateTempSubdirectory("csss-replicas-").FullName;
        await using (var two = await TestService.StartAsync(folder: folder))
        {
            await using (var one = await TestService.StartAsync(folder: folder))
            {
                await one.PublishAsync(Samples.Scan());
                await one.OutboxEmptyAsync();
            }

            var watch = Stopwatch.StartNew();
            await two.PublishAsync(Samples.Scan());
            await two.OutboxEmptyAsync();
            watch.Elapsed.ShouldBeLessThan(OutboxLease.Duration / 2);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_replica_that_died_is_followed_by_the_next_when_its_lease_ends()
    {
        await using var service = await TestService.StartAsync();
        await service.UseAsync(database => database.Set<OutboxLease>().ExecuteUpdateAsync(lease => lease
            .SetProperty(row => row.Holder, "dead").SetProperty(row => row.Until, TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(2))));
        var watch = Stopwatch.StartNew();
        await service.PublishAsync(Samples.Scan());
        await service.OutboxEmptyAsync();

        watch.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(1.5));
    }
}
