using Csss.Contracts;
using Csss.Testing;
using Microsoft.Extensions.DependencyInjection;
using MassTransit;

namespace Csss.Messaging.Tests;

[Trait(TestDatabase.Trait, TestDatabase.Every)]
public sealed class InboxTests
{
    [Fact]
    public async Task A_redelivery_changes_nothing()
    {
        await using var service = await TestService.StartAsync(bus => bus.AddConsumer<FirstConsumer, FirstConsumerDefinition>());
        var (scan, id) = (Samples.Scan(), Ids.New());
        for (var time = 0; time < 3; time++) await service.DeliverAsync(scan, id);
        await service.DeliverAsync(Samples.Scan(), Ids.New());
        await service.HandledCountAsync(2);
        await service.AcknowledgedAsync(4);

        (await service.HandledAsync()).Count.ShouldBe(2);
        (await service.InboxAsync()).Count(row => row.MessageId == id).ShouldBe(1);
    }

    [Fact]
    public async Task Two_consumers_of_one_message_each_handle_it_once()
    {
        await using var service = await TestService.StartAsync(bus =>
        {
            bus.AddConsumer<FirstConsumer, FirstConsumerDefinition>();
            bus.AddConsumer<SecondConsumer, SecondConsumerDefinition>();
        });
        var (scan, id) = (Samples.Scan(), Ids.New());
        for (var time = 0; time < 3; time++) await service.DeliverAsync(scan, id);
        await service.AcknowledgedAsync(6);

        (await service.HandledAsync()).Select(row => row.By).Order(StringComparer.Ordinal).ShouldBe(["first", "second"]);
        (await service.InboxAsync()).Select(row => row.Consumer).Order(StringComparer.Ordinal).ShouldBe(["tests-first", "tests-second"]);
    }

    [Fact]
    public async Task A_consumer_that_throws_leaves_nothing_and_is_tried_again()
    {
        await using var service = await TestService.StartAsync(bus => bus.AddConsumer<FirstConsumer, FirstConsumerDefinition>());
        var gate = service.Services.GetRequiredService<Gate>();
        gate.FailTimes = 2;
        await service.DeliverAsync(Samples.Scan(), Ids.New());
        await service.HandledCountAsync(1);

        gate.Attempts.Count.ShouldBe(3);
        (await service.HandledAsync()).Count.ShouldBe(1);
        (await service.InboxAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_consumer_that_keeps_throwing_leaves_no_row_at_all()
    {
        await using var service = await TestService.StartAsync(bus => bus.AddConsumer<FirstConsumer, FirstConsumerDefinition>());
        var gate = service.Services.GetRequiredService<Gate>();
        gate.FailTimes = 3;
        await service.DeliverAsync(Samples.Scan(), Ids.New());
        await Eventually.ShouldAsync("it failed for good", () => Task.FromResult(!service.Receipts.Faults.IsEmpty));

        gate.Attempts.Count.ShouldBe(3);
        (await service.HandledAsync()).ShouldBeEmpty();
        (await service.InboxAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Twins_at_the_same_moment_are_handled_once()
    {
        await using var service = await TestService.StartAsync(bus => bus.AddConsumer<FirstConsumer, FirstConsumerDefinition>());
        await RaceAsync(service);

        (await service.HandledAsync()).Count.ShouldBe(1);
        (await service.InboxAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Twins_do_not_end_in_the_dead_letters_of_a_consumer_without_retries()
    {
        await using var service = await TestService.StartAsync(bus => bus.AddConsumer<OnceConsumer, OnceConsumerDefinition>());
        await RaceAsync(service);

        (await service.HandledAsync()).Count.ShouldBe(1);
        service.Receipts.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_consumer_without_retries_is_called_once()
    {
        await using var service = await TestService.StartAsync(bus => bus.AddConsumer<OnceConsumer, OnceConsumerDefinition>());
        var gate = service.Services.GetRequiredService<Gate>();
        gate.FailTimes = 1;
        await service.DeliverAsync(Samples.Scan(), Ids.New());
        await Eventually.ShouldAsync("it failed for good", () => Task.FromResult(!service.Receipts.Faults.IsEmpty));

        gate.Attempts.Count.ShouldBe(1);
    }

    /// <summary>Both copies are inside the consumer before either may go on.</summary>
    private static async Task RaceAsync(TestService service)
    {
        var gate = service.Services.GetRequiredService<Gate>();
        var opens = new TaskCompletionSource();
        gate.Opens = opens.Task;
        var (scan, id) = (Samples.Scan(), Ids.New());
        await service.DeliverAsync(scan, id);
        await service.DeliverAsync(scan, id);
        await Eventually.ShouldAsync("both are inside", () => Task.FromResult(gate.Attempts.Count == 2));
        opens.SetResult();
        await service.AcknowledgedAsync(2);
    }
}
