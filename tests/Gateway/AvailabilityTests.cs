using System.Net;
using System.Net.Http.Json;
using Csss.Contracts;
using Csss.Testing;

namespace Csss.Gateway.Tests;

public sealed class AvailabilityTests
{
    [Fact]
    public async Task A_service_that_is_away_is_a_503_problem_and_the_others_go_on()
    {
        await using var gateway = await GatewayApplication.StartAsync();
        await gateway.ReadyAsync();
        await gateway[ResourceNames.Reports].StopAsync();

        using var away = await gateway.Client.GetAsync("/reports/1");
        using var there = await gateway.Client.GetAsync("/doctor/scans");

        await away.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "service_unavailable");
        there.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_service_that_comes_back_at_the_same_address_is_used_at_once()
    {
        await using var gateway = await GatewayApplication.StartAsync();
        await gateway.ReadyAsync();
        var address = gateway[ResourceNames.Reports].Address;
        await gateway[ResourceNames.Reports].StopAsync();
        using var away = await gateway.Client.GetAsync("/reports/1");
        away.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);

        await using var restarted = await Backend.StartAsync(ResourceNames.Reports, port: address.Port);

        (await gateway.EchoAsync("/reports/1")).Service.ShouldBe(ResourceNames.Reports);
    }

    [Fact]
    public async Task Two_replicas_share_the_work_and_a_dead_one_costs_no_request()
    {
        await using var gateway = await GatewayApplication.StartAsync(replicas: 2);
        await gateway.ReadyAsync();
        var (first, second) = (gateway.All(ResourceNames.Inference)[0], gateway.All(ResourceNames.Inference)[1]);
        for (var call = 0; call < 40; call++) await gateway.EchoAsync("/doctor/scans");
        first.Seen.Count.ShouldBeInRange(1, 39);
        second.Seen.Count.ShouldBe(40 - first.Seen.Count);

        await first.StopAsync();

        for (var call = 0; call < 40; call++)
        {
            using var read = await gateway.Client.GetAsync("/doctor/scans");
            using var written = await gateway.Client.PostAsJsonAsync("/doctor/scans/1/retry", new { });
            read.StatusCode.ShouldBe(HttpStatusCode.OK);
            written.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task A_write_that_a_service_dropped_half_way_is_not_repeated()
    {
        await using var gateway = await GatewayApplication.StartAsync(replicas: 2);
        await gateway.ReadyAsync();
        foreach (var replica in gateway.All(ResourceNames.Inference))
            replica.Respond = context =>
            {
                context.Abort();
                return Task.CompletedTask;
            };

        using var written = await gateway.Client.PostAsJsonAsync("/doctor/scans/1/retry", new { });

        await written.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "service_unavailable");
        gateway.All(ResourceNames.Inference).Sum(replica => replica.Seen.Count).ShouldBe(1);
    }

    [Fact]
    public async Task The_first_200_means_that_every_service_is_ready()
    {
        await using var gateway = await GatewayApplication.StartAsync(arrange: gateway => gateway[ResourceNames.Inference].IsReady = false);
        (await HealthAsync(gateway)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        using var alive = await gateway.Client.GetAsync("/alive");
        alive.StatusCode.ShouldBe(HttpStatusCode.OK);

        gateway[ResourceNames.Inference].IsReady = true;

        await gateway.ReadyAsync();
        (await HealthAsync(gateway)).Text.ShouldBe("Healthy");
    }

    [Fact]
    public async Task A_service_lost_later_makes_the_gateway_degraded_but_still_200()
    {
        await using var gateway = await GatewayApplication.StartAsync();
        await gateway.ReadyAsync();

        await gateway[ResourceNames.Notifications].StopAsync();

        var health = await Eventually.ShouldAsync("the loss shows", () => HealthAsync(gateway), seen => seen.Text == "Degraded");
        health.Status.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<(HttpStatusCode Status, string? Text)> HealthAsync(GatewayApplication gateway)
    {
        using var response = await gateway.Client.GetAsync("/health");
        var body = await response.Content.ReadFromJsonAsync<Dictionary<string, string>>();
        return (response.StatusCode, body!["status"]);
    }
}
