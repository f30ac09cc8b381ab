using System.ClientModel;
using System.Text;
using System.Text.Json;
using Csss.Chatbot.Articles;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace Csss.Chatbot.LanguageModel;

/// <summary>
/// Has a site's language model word the answer from the retrieved passages. It gets no tools, no names, no records and no earlier turns; what it writes is
/// checked before anybody sees it. When it is slow, broken or fails the check, the passages themselves are the answer.
/// </summary>
internal sealed partial class LanguageWriter(IServiceProvider services, OutputCheck check, IOptions<ModelOptions> options, TimeProvider time, ILogger<LanguageWriter> logger)
{
    private const int LongestOutput = 700;

    /// <summary>The answer in words of the model's; null when there is no model, or none that may be shown.</summary>
    public async Task<string?> WriteAsync(string question, string language, IReadOnlyList<Article> articles, CancellationToken cancellationToken)
    {
        if (services.GetService<IChatClient>() is not { } model) return null;

        using var limit = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var response = await model.GetResponseAsync(Prompt.For(question, language, articles), new ChatOptions { MaxOutputTokens = LongestOutput, Temperature = 0, Tools = [] }, either.Token);
            var fault = check.Fault(response.Text, question, language, articles);
            if (fault is null) return OutputCheck.Shown(response.Text);
            LogRefused(logger, fault.Value);
        }
        catch (Exception failure) when (failure is ClientResultException or HttpRequestException or IOException or JsonException or InvalidOperationException or FormatException or ArgumentException or KeyNotFoundException
            || failure is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // The exception's own text may hold what the endpoint sent, and so what was asked.
            LogFailed(logger, failure.GetType().Name);
        }

        return null;
    }

    [LoggerMessage(LogLevel.Warning, "The language model's answer was not shown: {Fault}")]
    private static partial void LogRefused(ILogger logger, OutputFault fault);

    [LoggerMessage(LogLevel.Warning, "The language model did not answer: {Failure}")]
    private static partial void LogFailed(ILogger logger, string failure);
}
