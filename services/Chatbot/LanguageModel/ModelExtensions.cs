using System.ClientModel;
using System.ClientModel.Primitives;
using Csss.ServiceDefaults;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using OpenAI;

namespace Csss.Chatbot.LanguageModel;

internal static class ModelExtensions
{
    private const string Client = "language-model";

    /// <summary>The site's language model, when it has one.</summary>
    public static WebApplicationBuilder AddLanguageModel(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<ModelOptions>("LanguageModel");
        builder.Services.AddSingleton<OutputCheck>();
        builder.Services.AddSingleton<LanguageWriter>();
#pragma warning disable EXTEXP0001 // One attempt: the time-out is the asker's patience, and the passages are there meanwhile.
        builder.Services.AddHttpClient(Client, http => http.Timeout = Timeout.InfiniteTimeSpan).RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
        if (builder.Configuration["LanguageModel:Endpoint"] is { Length: > 0 })
            builder.Services.AddSingleton(services => OpenAi(services).GetChatClient(services.GetRequiredService<IOptions<ModelOptions>>().Value.Model).AsIChatClient());

        return builder;
    }

    private static OpenAIClient OpenAi(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<ModelOptions>>().Value;
        return new OpenAIClient(new ApiKeyCredential(options.ApiKey), new OpenAIClientOptions
        {
            Endpoint = options.Endpoint,
            Transport = new HttpClientPipelineTransport(services.GetRequiredService<IHttpClientFactory>().CreateClient(Client)),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
        });
    }
}
