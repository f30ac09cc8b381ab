using System.Collections.Concurrent;
using Csss.Contracts.Commands;
using Csss.Contracts.Events;
using MassTransit;

namespace Csss.Messaging.Tests;

/// <summary>What the consumers of a test do: fail, wait, or be counted.</summary>
public sealed class Gate
{
    private int _failures;

    public ConcurrentQueue<Guid> Attempts { get; } = new();

    /// <summary>Fails that many times, after the row was added.</summary>
    public int FailTimes { set => _failures = value; }

    /// <summary>Held inside the consumer until it completes.</summary>
    public Task Opens { get; set; } = Task.CompletedTask;

    public async Task PassAsync(Guid subject)
    {
        Attempts.Enqueue(subject);
        await Opens;
        if (Interlocked.Decrement(ref _failures) >= 0) throw new InvalidOperationException("The consumer was told to fail.");
    }
}

public sealed class FirstConsumer(TestDb database, Gate gate) : IConsumer<ScanUploaded>
{
    public async Task Consume(ConsumeContext<ScanUploaded> context)
    {
        database.Handled.Add(new Handled { By = "first", Subject = context.Message.ScanId });
        await gate.PassAsync(context.Message.ScanId);
        await database.SaveChangesAsync(context.CancellationToken);
    }
}

public class FirstConsumerDefinition : InboxConsumerDefinition<FirstConsumer>
{
    protected override IReadOnlyList<TimeSpan> RetryAfter { get; } = [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(100)];
}

/// <summary>Does not save by itself: the inbox does it.</summary>
public sealed class SecondConsumer(TestDb database) : IConsumer<ScanUploaded>
{
    public Task Consume(ConsumeContext<ScanUploaded> context)
    {
        database.Handled.Add(new Handled { By = "second", Subject = context.Message.ScanId });
        return Task.CompletedTask;
    }
}

public sealed class SecondConsumerDefinition : InboxConsumerDefinition<SecondConsumer>;

/// <summary>Without retries, as one that keeps its failures as states.</summary>
public sealed class OnceConsumer(TestDb database, Gate gate) : IConsumer<ScanUploaded>
{
    public async Task Consume(ConsumeContext<ScanUploaded> context)
    {
        database.Handled.Add(new Handled { By = "once", Subject = context.Message.ScanId });
        await gate.PassAsync(context.Message.ScanId);
    }
}

public sealed class OnceConsumerDefinition : InboxConsumerDefinition<OnceConsumer>
{
    protected override IReadOnlyList<TimeSpan> RetryAfter => [];
}

public sealed class MailConsumer(TestDb database) : IConsumer<EmailReport>
{
    public Task Consume(ConsumeContext<EmailReport> context)
    {
        database.Handled.Add(new Handled { By = "mail", Subject = context.Message.ReportId });
        return Task.CompletedTask;
    }
}

public sealed class MailConsumerDefinition : InboxConsumerDefinition<MailConsumer>;
