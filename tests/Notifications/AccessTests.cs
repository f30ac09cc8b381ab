using System.Net;
using Csss.Contracts;
using Csss.Testing;

namespace Csss.Notifications.Tests;

public sealed class AccessTests
{
    [Fact]
    public async Task Every_route_is_for_those_it_is_meant_for_and_nobody_else()
    {
        await using var application = await NotificationsApplication.StartAsync();

        await new AccessTable()
            .Row("GET", "/events", Scopes.EventsRead)
            .Row("POST", "/webhooks", Scopes.WebhooksManage)
            .Row("GET", "/webhooks", Scopes.WebhooksManage)
            .Row("DELETE", "/webhooks/{id:guid}", Scopes.WebhooksManage)
            .Row("POST", "/webhooks/{id:guid}/ping", Scopes.WebhooksManage)
            .Row("POST", "/webhooks/{id:guid}/rotate", Scopes.WebhooksManage)
            .Row("GET", "/webhooks/{id:guid}/deliveries", Scopes.WebhooksManage)
            .Row("POST", "/webhooks/{id:guid}/deliveries/{n}/resend", Scopes.WebhooksManage)
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
