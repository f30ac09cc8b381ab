using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Csss.Chatbot.Records;
using Csss.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Csss.Chatbot.Tests;

/// <summary>The whole service with doubles of its neighbours, and what people do with it. All that is logged is kept.</summary>
public sealed class ChatbotApplication : ServiceFactory<Program>, ILoggerProvider
{
    public Neighbours Neighbours { get; private set; } = null!;

    public ConcurrentQueue<string> Lines { get; } = new();

    /// <summary>Started, with settings on top.</summary>
    public static async Task<ChatbotApplication> StartAsync(params (string Key, string? Value)[] settings)
    {
        var application = new ChatbotApplication();
        await application.InitializeAsync();
        foreach (var (key, value) in settings) application.Setting(key, value);
        _ = application.Services;
        return application;
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Neighbours = await Neighbours.StartAsync();
        Setting("services:reports:http:0", Neighbours.Address.ToString());
        Setting("services:inference:http:0", Neighbours.Address.ToString());
        Setting("Conversations:Burst", "100000");
        Setting("Logging:LogLevel:Default", "Debug");
        Setting("Logging:LogLevel:Microsoft", "Information");
    }

    /// <summary>Asks as one person; the answer whatever the status.</summary>
    public async Task<JsonElement> AskAsync(string message, string role = "patient", Guid? userId = null, Guid? conversation = null, int status = 200, string? language = null)
    {
        using var client = ClientAs(role, userId);
        if (language is not null) client.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
        return await ReadAsync(await client.PostAsJsonAsync("/chatbot/message", new { message, conversation_id = conversation }), status);
    }

    public async Task<JsonElement> GetAsync(Guid conversation, Guid userId, int status = 200, string role = "patient")
    {
        using var client = ClientAs(role, userId);
        return await ReadAsync(await client.GetAsync($"/chatbot/conversations/{conversation}"), status);
    }

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response, int status)
    {
        var body = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(status, body);
        return body.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(body);
    }

    internal async Task<T> WithDatabaseAsync<T>(Func<ChatbotDb, Task<T>> use)
    {
        await using var scope = Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<ChatbotDb>());
    }

    public ILogger CreateLogger(string categoryName) => new Recorder(Lines);

    protected override void ConfigureTestServices(IServiceCollection services)
    {
        services.AddSingleton<ILoggerProvider>(this);
        services.AddHttpClient<IdentityClient>(http => http.BaseAddress = Neighbours.Address);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Neighbours is not null) await Neighbours.DisposeAsync();
    }

    private sealed class Recorder(ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(formatter(state, exception) + exception);
    }
}
