using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.ServiceDefaults;
using Csss.Testing;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Identity.Tests.Audit;

/// <summary>What an admin does, and what other services tell.</summary>
internal sealed class Oversight(AccessFactory factory)
{
    public async Task<JsonElement> GetAsync(string path, string role = Roles.Admin, Guid? userId = null, HttpStatusCode expected = HttpStatusCode.OK) =>
        await SendAsync(HttpMethod.Get, path, body: null, role, userId, expected);

    public async Task<JsonElement> SendAsync(
        HttpMethod method, string path, object? body, string role = Roles.Admin, Guid? userId = null, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var client = factory.ClientAs(role, userId);
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body, options: ApiJson.Options);
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(expected, text);
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    public async Task TellAsync<T>(T message, Guid? messageId = null)
        where T : class
    {
        var id = messageId ?? Ids.New();
        await factory.Services.GetRequiredService<IBus>().Publish(message, context => context.MessageId = id);
    }

    /// <summary>Entries of this actor, once there are so many.</summary>
    public async Task<List<JsonElement>> EntriesOfAsync(Guid actor, int count) =>
        (await Eventually.ShouldAsync($"{count} entries of {actor}", () => GetAsync($"/admin/audit?actor={actor}&limit=100"), page => page.GetProperty("items").GetArrayLength() >= count))
            .GetProperty("items").EnumerateArray().ToList();

    public static AccessRecorded Access(
        Guid actor, Guid? patient = null, string role = Roles.Doctor, string action = "scan.read", string? target = null, DateTimeOffset? at = null, string outcome = "allowed") =>
        new(actor, role, action, target ?? $"scans/{Ids.New()}", patient, outcome, Reason: null, "192.0.2.1", at ?? TimeProvider.System.GetUtcNow());
}
