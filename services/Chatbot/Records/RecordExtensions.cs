using Csss.Contracts;
using Microsoft.Extensions.Http.Resilience;

namespace Csss.Chatbot.Records;

internal static class RecordExtensions
{
    /// <summary>Where the asker's own records are read.</summary>
    public static WebApplicationBuilder AddRecords(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<RecordQuestions>();
        builder.Services.AddScoped<OwnRecords>();
        builder.Services.AddHttpClient<ReportsClient>(http => http.BaseAddress = new Uri($"http://{ResourceNames.Reports}"));
        builder.Services.AddHttpClient<InferenceClient>(http => http.BaseAddress = new Uri($"http://{ResourceNames.Inference}"));
        builder.Services.AddHttpClient<IdentityClient>(http => http.BaseAddress = new Uri($"http://{ResourceNames.Identity}"));

        // Somebody waits in a chat: better to say soon that a service is away than to try for half a minute.
        builder.Services.ConfigureAll<HttpStandardResilienceOptions>(options =>
        {
            (options.Retry.MaxRetryAttempts, options.Retry.Delay) = (1, TimeSpan.FromMilliseconds(200));
            (options.AttemptTimeout.Timeout, options.TotalRequestTimeout.Timeout) = (TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8));
        });
        return builder;
    }
}
