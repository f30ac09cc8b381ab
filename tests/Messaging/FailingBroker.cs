using System.Collections.Concurrent;
using Csss.Contracts.Events;
using MassTransit;

namespace Csss.Messaging.Tests;

/// <summary>A broker that refuses some messages for a while, and remembers in which order it took the others.</summary>
internal sealed class FailingBroker : IPublishObserver
{
    private readonly ConcurrentDictionary<Guid, int> _failures = new();

    public ConcurrentQueue<Guid> Sent { get; } = new();

    public void FailFor(Guid scan, int times) => _failures[scan] = times;

    public Task PrePublish<T>(PublishContext<T> context) where T : class
    {
        if (context.Message is ScanUploaded scan && _failures.AddOrUpdate(scan.ScanId, -1, (_, left) => left - 1) >= 0)
            throw new ObjectDisposedException("channel");
        return Task.CompletedTask;
    }

    public Task PostPublish<T>(PublishContext<T> context) where T : class
    {
        if (context.Message is ScanUploaded scan) Sent.Enqueue(scan.ScanId);
        return Task.CompletedTask;
    }

    public Task PublishFault<T>(PublishContext<T> context, Exception exception) where T : class => Task.CompletedTask;
}
