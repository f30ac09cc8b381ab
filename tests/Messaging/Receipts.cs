using System.Collections.Concurrent;
using MassTransit;

namespace Csss.Messaging.Tests;

/// <summary>How each delivery ended: repeats too, which MassTransit's harness counts as one.</summary>
public sealed class Receipts : IReceiveObserver
{
    private int _acknowledged;

    public int Acknowledged => _acknowledged;

    public ConcurrentQueue<Exception> Faults { get; } = new();

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context)
    {
        Interlocked.Increment(ref _acknowledged);
        return Task.CompletedTask;
    }

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType) where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception) where T : class
    {
        Faults.Enqueue(exception);
        return Task.CompletedTask;
    }

    public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;
}
