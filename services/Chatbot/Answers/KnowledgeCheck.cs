using Csss.Chatbot.Articles;
using Csss.Chatbot.Languages;
using Csss.Chatbot.Records;
using Csss.Chatbot.Retrieval;
using Csss.Chatbot.Triage;

namespace Csss.Chatbot.Answers;

/// <summary>Makes what the answers rest on before the service is ready, so that a fault in it is seen by who deployed it and not by who asks first.</summary>
internal sealed partial class KnowledgeCheck(IServiceProvider services, ILogger<KnowledgeCheck> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var library = services.GetRequiredService<Library>();
        services.GetRequiredService<RedFlags>();
        services.GetRequiredService<Phrasebook>();
        services.GetRequiredService<RecordQuestions>();
        services.GetRequiredService<LanguageDetection>();
        services.GetRequiredService<Retriever>();
        LogKnown(logger, library.Ids.Count, Language.All.Count);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "{Count} articles in {Languages} languages")]
    private static partial void LogKnown(ILogger logger, int count, int languages);
}
