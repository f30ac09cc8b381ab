using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Csss.Chatbot.Tests;

/// <summary>An OpenAI-compatible endpoint on a real socket that answers as it is told to.</summary>
public sealed class StubModel : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StubModel()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapPost("/v1/chat/completions", async (HttpContext http) =>
        {
            using var reader = new StreamReader(http.Request.Body);
            var request = await reader.ReadToEndAsync();
            Requests.Enqueue(request);
            if (NeverAnswers) await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted);
            if (Raw is not null) return Results.Text(Raw, "application/json", statusCode: Status);
            return Results.Json(new
            {
                id = "chatcmpl-1", @object = "chat.completion", created = 1_700_000_000, model = "stub",
                choices = new[] { new { index = 0, finish_reason = "stop", message = new { role = "assistant", content = Answer(request) } } },
                usage = new { prompt_tokens = 1, completion_tokens = 1, total_tokens = 2 },
            });
        });
    }

    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>What it says, given the request's body.</summary>
    public Func<string, string> Answer { get; set; } = _ => "";

    /// <summary>Sent as it is instead.</summary>
    public string? Raw { get; set; }

    public int Status { get; set; } = 200;

    public bool NeverAnswers { get; set; }

    public static async Task<StubModel> StartAsync()
    {
        var model = new StubModel();
        await model._app.StartAsync();
        return model;
    }

    public Task<ChatbotApplication> ApplicationAsync(string timeout = "00:00:30") =>
        ChatbotApplication.StartAsync(("LanguageModel:Endpoint", $"{_app.Urls.Single()}/v1"), ("LanguageModel:Model", "stub"), ("LanguageModel:Timeout", timeout));

    /// <summary>The data that the model was given, without the JSON around it.</summary>
    public static string Data(string request)
    {
        using var json = JsonDocument.Parse(request);
        return json.RootElement.GetProperty("messages")[1].GetProperty("content").ToString();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
