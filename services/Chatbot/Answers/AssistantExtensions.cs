using Csss.Chatbot.Articles;
using Csss.Chatbot.Languages;
using Csss.Chatbot.Retrieval;
using Csss.Chatbot.Triage;
using Csss.ServiceDefaults;

namespace Csss.Chatbot.Answers;

internal static class AssistantExtensions
{
    /// <summary>What the assistant knows, read and checked before the first question: a fault in an article or a rule stops the service from starting.</summary>
    public static WebApplicationBuilder AddAssistant(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<AssistantOptions>("Assistant");
        builder.Services.AddSingleton(_ => Library.Load());
        builder.Services.AddSingleton(_ => WordList.Load());
        builder.Services.AddSingleton<LanguageDetection>();
        builder.Services.AddSingleton<Retriever>();
        builder.Services.AddSingleton<RedFlags>();
        builder.Services.AddSingleton<Phrasebook>();
        builder.Services.AddScoped<Assistant>();
        builder.Services.AddHostedService<KnowledgeCheck>();
        return builder;
    }
}
