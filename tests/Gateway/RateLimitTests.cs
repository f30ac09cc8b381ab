using System.Net;
using System.Net.Http.Headers;
using Csss.Contracts;
using Csss.Gateway.Limits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Csss.Gateway.Tests;

public sealed class RateLimitTests
{
    private static readonly Dictionary<string, string?> Tight = new()
    {
        ["RateLimits:General:PerSecond"] = "1", ["RateLimits:General:Burst"] = "8",
        ["RateLimits:Credentials:PerSecond"] = "1", ["RateLimits:Credentials:Burst"] = "3",
        ["RateLimits:Upload:PerSecond"] = "1", ["RateLimits:Upload:Burst"] = "2",
    };

    [Fact]
    public async Task Too_many_logins_from_one_address_are_429_and_say_when_to_come_back()
    {
        await using var gateway = await GatewayApplication.StartAsync(Tight);

        using var refused = await UntilRefusedAsync(gateway, "/auth/login", token: null, atMost: 5);

        await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too_many_requests");
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Made_up_tokens_do_not_buy_a_fresh_budget()
    {
        await using var gateway = await GatewayApplication.StartAsync(Tight);
        var refused = 0;
        for (var call = 0; call < 20; call++)
        {
            using var response = await GetAsync(gateway, "/doctor/scans", gateway.Keys.Broken(Roles.Doctor).ElementAt(call % 4).Value);
            if (response.StatusCode == HttpStatusCode.TooManyRequests) refused++;
        }

        refused.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task Two_users_at_one_address_do_not_share_a_budget()
    {
        await using var gateway = await GatewayApplication.StartAsync(Tight);
        var (greedy, modest) = (gateway.Keys.ForUser(Roles.Doctor), gateway.Keys.ForUser(Roles.Doctor));

        using var refused = await UntilRefusedAsync(gateway, "/doctor/scans", greedy, atMost: 15);
        using var served = await GetAsync(gateway, "/doctor/scans", modest);

        served.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Uploads_have_a_budget_of_their_own()
    {
        await using var gateway = await GatewayApplication.StartAsync(Tight);
        var doctor = gateway.Keys.ForUser(Roles.Doctor);

        using var refused = await UntilRefusedAsync(gateway, "/doctor/upload", doctor, atMost: 5);
        using var other = await GetAsync(gateway, "/doctor/scans", doctor);

        other.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Probes_are_never_refused()
    {
        await using var gateway = await GatewayApplication.StartAsync(Tight);
        for (var call = 0; call < 30; call++)
        {
            using var alive = await gateway.Client.GetAsync("/alive");
            alive.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Development_lets_a_hundred_uploads_a_second_through()
    {
        await using var gateway = await GatewayApplication.StartAsync(environment: "Development");

        gateway.Services.GetRequiredService<IOptions<RateLimitOptions>>().Value.Upload.PerSecond.ShouldBe(100);
    }

    [Fact]
    public async Task A_limit_of_nothing_stops_the_gateway_from_starting()
    {
        var start = () => GatewayApplication.StartAsync(new() { ["RateLimits:General:PerSecond"] = "0" });

        (await start.ShouldThrowAsync<OptionsValidationException>()).Message.ShouldContain("RateLimits:General");
    }

    private static async Task<HttpResponseMessage> UntilRefusedAsync(GatewayApplication gateway, string path, string? token, int atMost)
    {
        for (var call = 0; call < atMost; call++)
        {
            var response = await GetAsync(gateway, path, token);
            if (response.StatusCode == HttpStatusCode.TooManyRequests) return response;
            response.Dispose();
        }

        throw new InvalidOperationException($"{atMost} calls in a row were all let through.");
    }

    private static async Task<HttpResponseMessage> GetAsync(GatewayApplication gateway, string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await gateway.Client.SendAsync(request);
    }
}
