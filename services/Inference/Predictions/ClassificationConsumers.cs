using Csss.Contracts.Commands;
using Csss.Contracts.Events;
using Csss.Messaging;
using MassTransit;

namespace Csss.Inference.Predictions;

/// <summary>A scan came in: its first attempt.</summary>
internal sealed class ScanUploadedConsumer(Classification classification) : IConsumer<ScanUploaded>
{
    public Task Consume(ConsumeContext<ScanUploaded> context) =>
        classification.RunAsync(context.Message.ScanId, attempt: 1, ClassificationTries.IsLast(context), context.CancellationToken);
}

/// <summary>A doctor asked for another attempt.</summary>
internal sealed class ClassifyScanConsumer(Classification classification) : IConsumer<ClassifyScan>
{
    public Task Consume(ConsumeContext<ClassifyScan> context) =>
        classification.RunAsync(context.Message.ScanId, context.Message.Attempt, ClassificationTries.IsLast(context), context.CancellationToken);
}

internal sealed class ScanUploadedConsumerDefinition : InboxConsumerDefinition<ScanUploadedConsumer>
{
    public ScanUploadedConsumerDefinition() => ConcurrentMessageLimit = ClassificationTries.Concurrent;

    protected override IReadOnlyList<TimeSpan> RetryAfter => ClassificationTries.RetryAfter;
}

internal sealed class ClassifyScanConsumerDefinition : InboxConsumerDefinition<ClassifyScanConsumer>
{
    public ClassifyScanConsumerDefinition() => ConcurrentMessageLimit = ClassificationTries.Concurrent;

    protected override IReadOnlyList<TimeSpan> RetryAfter => ClassificationTries.RetryAfter;
}

/// <summary>How often a classification is tried within one attempt, and how many run at once.</summary>
internal static class ClassificationTries
{
    /// <summary>One a core, on the smallest machine we support.</summary>
    public const int Concurrent = 2;

    public static readonly IReadOnlyList<TimeSpan> RetryAfter = [TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)];

    public static bool IsLast(ConsumeContext context) => context.GetRetryAttempt() >= RetryAfter.Count;
}
