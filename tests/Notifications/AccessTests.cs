using System.Net;
using Csss.Contracts;
using Csss.Testing;

namespace Csss.Notifications.Tests;

public sealed class AccessTests
{
    [Fact]
    public async Task Every_route_refuses_everybody_it_is_not_for()
    {
        await using var application = await NotificationsApplication.StartAsync();

        await new AccessTable()
            .Row("ANY", "/hubs/scans", Roles.Doctor)
            .Row("ANY", "/hubs/scans/negotiate", Roles.Doctor)
            .VerifyAsync(application);
    }

    [Theory]
    [InlineData("/health", HttpStatusCode.OK)]
    [InlineData("/alive", HttpStatusCode.OK)]
    [InlineData("/openapi/notifications.json", HttpStatusCode.OK)]
    [InlineData("/events", HttpStatusCode.NotFound)]
    [InlineData("/webhooks", HttpStatusCode.NotFound)]
    [InlineData("/asyncapi.json", HttpStatusCode.NotFound)]
    public async Task Routes_that_come_later_are_404(string path, HttpStatusCode expected)
    {
        await using var application = await NotificationsApplication.StartAsync();
        using var client = application.ClientAs(Roles.Doctor);

        using var response = await client.GetAsync(path);

        response.StatusCode.ShouldBe(expected);
    }
}
