using Csss.ServiceDefaults.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Chatbot.Conversations;

/// <summary>Removes conversations that nobody has continued for long. Until it comes round they are hidden already.</summary>
internal sealed partial class ConversationExpiry(IServiceScopeFactory scopes, TimeProvider time, IOptions<ConversationOptions> options, ILogger<ConversationExpiry> logger)
    : PeriodicWorker(scopes, time, logger, TimeSpan.FromMinutes(10), "Removing expired conversations", atOnce: true)
{
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var oldest = Time.GetUtcNow() - options.Value.KeepFor;
        var removed = await services.GetRequiredService<ChatbotDb>().Conversations.Where(conversation => conversation.LastAt <= oldest).ExecuteDeleteAsync(cancellationToken);
        if (removed > 0) LogRemoved(Logger, removed);
    }

    [LoggerMessage(LogLevel.Information, "{Count} conversations expired")]
    private static partial void LogRemoved(ILogger logger, int count);
}
