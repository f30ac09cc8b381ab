using System.Net;
using Csss.Contracts;
using Csss.Notifications.Tests.Webhooks;
using Csss.Testing;

namespace Csss.Notifications.Tests;

public sealed class AccessTests
{
    [Fact]
    public async Task Every_route_is_for_those_it_is_meant_for_and_nobody_else()
    {
        await using var receiver = new Receiver();
        await using var application = await WebhookWorld.StartAsync();
        var partner = application.Partner("owner");
        var (webhook, removed) = ((await partner.AddWebhookAsync(receiver.Url)).WebhookId, (await partner.AddWebhookAsync(receiver.Url)).WebhookId);
        await application.HappenAsync();
        await partner.DeliveryAsync(webhook, "delivered");
        Owner[] owner = [Owner.System(Scopes.WebhooksManage, "owner")];

        await new AccessTable()
            .Row("GET", "/events", Scopes.EventsRead)
            .Row("POST", "/webhooks", Scopes.WebhooksManage)
            .Row("GET", "/webhooks", Scopes.WebhooksManage)
            .Row("DELETE", "/webhooks/{id:guid}", Scopes.WebhooksManage).Of([removed], owner)
            .Row("POST", "/webhooks/{id:guid}/ping", Scopes.WebhooksManage).Of([webhook], owner)
            .Row("POST", "/webhooks/{id:guid}/rotate", Scopes.WebhooksManage).Of([webhook], owner)
            .Row("GET", "/webhooks/{id:guid}/deliveries", Scopes.WebhooksManage).Of([webhook], owner)
            .Row("POST", "/webhooks/{id:guid}/deliveries/{n}/resend", Scopes.WebhooksManage).Of([webhook, 1], owner)
            .Row("GET", "/asyncapi.json", AccessRow.Public)
            .Row("GET", "/asyncapi/schemas/{type}.json", AccessRow.Public)
            .Row("ANY", "/hubs/scans", Roles.Doctor)
            .Row("ANY", "/hubs/scans/negotiate", Roles.Doctor)
            .VerifyAsync(application);
    }

    [Theory]
    [InlineData("/health", HttpStatusCode.OK)]
    [InlineData("/alive", HttpStatusCode.OK)]
    [InlineData("/openapi/notifications.json", HttpStatusCode.OK)]
    [InlineData("/events", HttpStatusCode.Forbidden)]
    public async Task A_doctor_gets(string path, HttpStatusCode expected)
    {
        await using var application = await NotificationsApplication.StartAsync();
        using var client = application.ClientAs(Roles.Doctor);

        using var response = await client.GetAsync(path);

        response.StatusCode.ShouldBe(expected);
    }
}
