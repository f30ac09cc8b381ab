using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csss.Contracts;
using Csss.Contracts.PublicEvents;
using Csss.Notifications.EventLog;
using Csss.Notifications.Webhooks;
using Csss.Notifications.Webhooks.Targets;
using Csss.ServiceDefaults;
using Csss.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Notifications.Tests.Webhooks;

/// <summary>What the tests of webhooks do with the service, in their own words.</summary>
internal static class WebhookWorld
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Receivers of the test's own are allowed, and retries take milliseconds.</summary>
    public static Task<NotificationsApplication> StartAsync(params (string Key, string? Value)[] settings) => StartAsync(resolver: null, settings);

    public static Task<NotificationsApplication> StartAsync(IHostResolver? resolver, params (string Key, string? Value)[] settings) =>
        StartAsync(new NotificationsApplication { Replace = services => { if (resolver is not null) services.AddSingleton(resolver); } }, settings);

    public static Task<NotificationsApplication> StartAsync(NotificationsApplication application, params (string Key, string? Value)[] settings) =>
        NotificationsApplication.StartAsync(
            application,
            [("Webhooks:AllowPrivateTargets", "true"), ("Webhooks:FirstRetryAfter", "00:00:00.020"), ("Webhooks:LongestRetryAfter", "00:00:00.200"),
             ("Webhooks:Timeout", "00:00:30"), .. settings]);

    /// <summary>An outside system that may have webhooks.</summary>
    public static HttpClient Partner(this NotificationsApplication application, string name = "partner") =>
        application.ClientWith(application.Identity.AddClient(name, Scopes.WebhooksManage));

    public static async Task<Made> AddWebhookAsync(this HttpClient partner, string url, params string[] types)
    {
        using var answer = await partner.PostAsJsonAsync("/webhooks", new { url, events = types.Length == 0 ? [.. EventTypes.All] : types });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<Made>(ApiJson.Options))!;
    }

    public static async Task<JsonElement> WebhookAsync(this HttpClient partner, Guid id, Func<JsonElement, bool>? until = null) => await Eventually.ShouldAsync(
        $"webhook {id}", async () => (await partner.GetFromJsonAsync<JsonElement>("/webhooks?limit=100")).GetProperty("items").EnumerateArray().Single(item => item.GetProperty("webhook_id").GetGuid() == id),
        webhook => until is null || until(webhook), Patience);

    /// <summary>The delivery log of a webhook, newest first, once it is as expected.</summary>
    public static async Task<IReadOnlyList<JsonElement>> DeliveriesAsync(this HttpClient partner, Guid id, Func<IReadOnlyList<JsonElement>, bool> until) => await Eventually.ShouldAsync(
        $"deliveries of {id}", async () => (IReadOnlyList<JsonElement>)[.. (await partner.GetFromJsonAsync<JsonElement>($"/webhooks/{id}/deliveries?limit=100")).GetProperty("items").EnumerateArray()],
        until, Patience);

    /// <summary>The one delivery of a webhook, once it is as expected.</summary>
    public static async Task<JsonElement> DeliveryAsync(this HttpClient partner, Guid id, Func<JsonElement, bool> until) =>
        (await partner.DeliveriesAsync(id, all => all.Count == 1 && until(all[0])))[0];

    public static Task<JsonElement> DeliveryAsync(this HttpClient partner, Guid id, string state) => partner.DeliveryAsync(id, delivery => delivery.IsIn(state));

    public static bool IsIn(this JsonElement delivery, string state) => delivery.GetProperty("state").GetString() == state;

    public static string? Text(this JsonElement element, string name) => element.GetProperty(name).GetString();

    public static IReadOnlyList<JsonElement> Attempts(this JsonElement delivery) => [.. delivery.GetProperty("log").EnumerateArray()];

    /// <summary>Appends to the log; answers the events' ids.</summary>
    public static async Task<IReadOnlyList<Guid>> HappenAsync(this NotificationsApplication application, int count = 1, string type = EventTypes.ScanUploaded)
    {
        var ids = new List<Guid>();
        for (var index = 0; index < count; index++)
        {
            await using var scope = application.Services.CreateAsyncScope();
            var (id, scan) = (Ids.New(), Ids.New());
            await scope.ServiceProvider.GetRequiredService<EventLogWriter>().WriteAsync(
                new PublicEvent(id, type, scan, Ids.New(), TimeProvider.System.GetUtcNow(), new JsonObject { ["scan_id"] = scan.ToString("D") }), CancellationToken.None);
            ids.Add(id);
        }

        return ids;
    }

    public static Task<WebhookDelivery> RowAsync(this NotificationsApplication application, Guid eventId, Func<WebhookDelivery, bool> until) => Eventually.ShouldAsync(
        $"delivery of {eventId}", () => application.WithDatabaseAsync(database => database.WebhookDeliveries.AsNoTracking().SingleOrDefaultAsync(row => row.EventId == eventId)),
        row => row is not null && until(row), Patience)!;
}

/// <summary>What POST /webhooks answers.</summary>
internal sealed record Made(Guid WebhookId, string Secret, string Url, IReadOnlyList<string> Events);

/// <summary>A name server that says what the test wants, and remembers what it was asked for.</summary>
internal sealed class Names(Func<string, IPAddress[]> answer) : IHostResolver
{
    public List<string> Asked { get; } = [];

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        lock (Asked) Asked.Add(host);
        return Task.FromResult(IPAddress.TryParse(host, out var address) ? [address] : answer(host));
    }
}
