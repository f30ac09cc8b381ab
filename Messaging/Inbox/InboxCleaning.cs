using Csss.ServiceDefaults.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Csss.Messaging.Inbox;

/// <summary>Forgets handled messages after a time no broker redelivers after.</summary>
internal sealed partial class InboxCleaning(IServiceScopeFactory scopes, TimeProvider time, ILogger<InboxCleaning> logger)
    : PeriodicWorker(scopes, time, logger, TimeSpan.FromHours(6), "Cleaning the inbox")
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var before = Time.GetUtcNow() - Kept;
        var removed = await services.GetRequiredService<InboxContext>().Database.Set<InboxMessage>().Where(row => row.ReceivedAt < before).ExecuteDeleteAsync(cancellationToken);
        if (removed > 0) LogRemoved(Logger, removed);
    }

    [LoggerMessage(LogLevel.Information, "Forgot {Count} messages handled long ago")]
    private static partial void LogRemoved(ILogger logger, int count);
}
