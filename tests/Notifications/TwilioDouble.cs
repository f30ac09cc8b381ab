using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Csss.Notifications.Tests;

/// <summary>Twilio's door for messages: a real server on a free port, that answers as it is told.</summary>
public sealed class TwilioDouble : IAsyncDisposable
{
    public const string AccountSid = "AC0123456789abcdef";
    public const string Secret = "twilio-secret";

    private readonly WebApplication _app;
    private int _requests;

    private TwilioDouble()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapPost($"/2010-04-01/Accounts/{AccountSid}/Messages.json", AnswerAsync);
    }

    public Uri Address => new(_app.Urls.Single());

    public int Requests => Volatile.Read(ref _requests);

    /// <summary>What it answers to its n-th request (from 1); 0: nothing, ever.</summary>
    public Func<int, int> Status { get; set; } = _ => StatusCodes.Status201Created;

    /// <summary>The fields of what it accepted.</summary>
    public ConcurrentQueue<Dictionary<string, string>> Messages { get; } = new();

    public static async Task<TwilioDouble> StartAsync()
    {
        var twilio = new TwilioDouble();
        await twilio._app.StartAsync();
        return twilio;
    }

    public (string Key, string? Value)[] Settings(params (string Key, string? Value)[] more) =>
    [
        ("WhatsApp:Enabled", "true"), ("WhatsApp:BaseUrl", Address.ToString()), ("WhatsApp:AccountSid", AccountSid), ("WhatsApp:Secret", Secret),
        ("WhatsApp:From", "+14155550100"), .. more,
    ];

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var status = Status(Interlocked.Increment(ref _requests));
        if (context.Request.Headers.Authorization != "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{AccountSid}:{Secret}"))) status = 401;
        if (status == 0) await Task.Delay(Timeout.Infinite, context.RequestAborted);
        var form = await context.Request.ReadFormAsync();
        if (status < 300) Messages.Enqueue(form.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal));
        context.Response.StatusCode = status;
        await context.Response.WriteAsJsonAsync(new { code = status == 400 ? 21211 : 20000 + status, message = $"The number {form["To"]} is no good.", sid = "SM1" });
    }
}
