using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Chatbot.Conversations;

/// <summary>Removes conversations that nobody has continued for long. Until it comes round they are hidden already.</summary>
internal sealed partial class ConversationExpiry(IServiceScopeFactory scopes, TimeProvider time, IOptions<ConversationOptions> options, ILogger<ConversationExpiry> logger) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Round, time);
        do
        {
            try
            {
                await RemoveAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(logger, failure);
            }
        }
        while (await tick.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RemoveAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var oldest = time.GetUtcNow() - options.Value.KeepFor;
        var removed = await scope.ServiceProvider.GetRequiredService<ChatbotDb>().Conversations.Where(conversation => conversation.LastAt <= oldest).ExecuteDeleteAsync(cancellationToken);
        if (removed > 0) LogRemoved(logger, removed);
    }

    [LoggerMessage(LogLevel.Information, "{Count} conversations expired")]
    private static partial void LogRemoved(ILogger logger, int count);

    [LoggerMessage(LogLevel.Error, "Expired conversations could not be removed; the next round tries again")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
