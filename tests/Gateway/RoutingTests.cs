using System.Net;
using System.Net.Sockets;
using System.Text;
using Csss.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Gateway.Tests;

public sealed class RoutingTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private const string Id = "0199d3a0-0000-7000-8000-000000000001";
    private readonly GatewayApplication _gateway = shared.Gateway;

    /// <summary>Every route of API.md.</summary>
    public static TheoryData<string, string> Owners() => new()
    {
        { ResourceNames.Identity, "POST /auth/register" }, { ResourceNames.Identity, "POST /auth/login" }, { ResourceNames.Identity, "POST /auth/refresh" },
        { ResourceNames.Identity, "POST /auth/logout" }, { ResourceNames.Identity, "GET /auth/me" }, { ResourceNames.Identity, "PATCH /auth/me" },
        { ResourceNames.Identity, "GET /auth/sessions" }, { ResourceNames.Identity, $"DELETE /auth/sessions/{Id}" },
        { ResourceNames.Identity, "POST /auth/password/forgot" }, { ResourceNames.Identity, "POST /auth/password/reset" },
        { ResourceNames.Identity, "POST /auth/password/change" }, { ResourceNames.Identity, "POST /auth/totp/enroll" },
        { ResourceNames.Identity, "POST /auth/totp/confirm" }, { ResourceNames.Identity, "DELETE /auth/totp" },
        { ResourceNames.Identity, "POST /otp/send" }, { ResourceNames.Identity, "POST /otp/verify" },
        { ResourceNames.Identity, "GET /.well-known/openid-configuration" },
        { ResourceNames.Identity, "POST /connect/token" }, { ResourceNames.Identity, "GET /connect/authorize" },
        { ResourceNames.Identity, "GET /doctor/patients?query=a" }, { ResourceNames.Identity, "POST /doctor/break-glass" },
        { ResourceNames.Identity, "GET /patient/access-log" },
        { ResourceNames.Identity, "GET /admin/users" }, { ResourceNames.Identity, $"PUT /admin/users/{Id}" }, { ResourceNames.Identity, $"DELETE /admin/users/{Id}" },
        { ResourceNames.Identity, "GET /admin/stats" }, { ResourceNames.Identity, "GET /admin/audit" }, { ResourceNames.Identity, "GET /admin/audit/verify" },
        { ResourceNames.Identity, "GET /admin/audit/export" }, { ResourceNames.Identity, "POST /admin/clients" }, { ResourceNames.Identity, "DELETE /admin/clients/x" },
        { ResourceNames.Inference, "POST /doctor/upload" }, { ResourceNames.Inference, "GET /doctor/scans?limit=5" }, { ResourceNames.Inference, $"GET /doctor/scans/{Id}" },
        { ResourceNames.Inference, $"GET /doctor/scans/{Id}/image" }, { ResourceNames.Inference, $"GET /doctor/scans/{Id}/gradcam?opacity=0.5" },
        { ResourceNames.Inference, $"GET /doctor/scans/{Id}/heatmap" }, { ResourceNames.Inference, $"POST /doctor/scans/{Id}/retry" },
        { ResourceNames.Inference, $"PUT /doctor/scans/{Id}/reading" }, { ResourceNames.Inference, $"GET /results/{Id}" },
        { ResourceNames.Reports, "POST /doctor/prescriptions" },
        { ResourceNames.Reports, $"PUT /reports/draft/{Id}" }, { ResourceNames.Reports, $"GET /reports/draft/{Id}" }, { ResourceNames.Reports, $"POST /reports/preview/{Id}" },
        { ResourceNames.Reports, $"POST /reports/generate/{Id}" }, { ResourceNames.Reports, $"GET /reports/{Id}" }, { ResourceNames.Reports, $"GET /reports/{Id}/pdf" },
        { ResourceNames.Reports, $"GET /reports/{Id}/passphrase" }, { ResourceNames.Reports, $"POST /reports/email/{Id}" },
        { ResourceNames.Reports, "GET /patient/history" }, { ResourceNames.Reports, $"GET /patient/report/{Id}" }, { ResourceNames.Reports, $"GET /patient/report/{Id}/passphrase" },
        { ResourceNames.Reports, "GET /pharmacist/prescriptions?status=issued" }, { ResourceNames.Reports, $"GET /pharmacist/prescriptions/{Id}" },
        { ResourceNames.Reports, $"POST /pharmacist/prescriptions/{Id}/dispense" },
        { ResourceNames.Notifications, "GET /events?after=0" }, { ResourceNames.Notifications, "POST /webhooks" }, { ResourceNames.Notifications, $"DELETE /webhooks/{Id}" },
        { ResourceNames.Notifications, $"POST /webhooks/{Id}/deliveries/1/resend" }, { ResourceNames.Notifications, "GET /asyncapi.json" },
        { ResourceNames.Notifications, "GET /asyncapi/schemas/csss.scan.uploaded.v1.json" },
        { ResourceNames.Notifications, "GET /hubs/scans" },
        { ResourceNames.Identity, "GET /openapi/identity.json" }, { ResourceNames.Inference, "GET /openapi/inference.json" },
        { ResourceNames.Reports, "GET /openapi/reports.json" }, { ResourceNames.Notifications, "GET /openapi/notifications.json" },
    };

    [Theory]
    [MemberData(nameof(Owners))]
    public async Task Each_route_of_the_API_reaches_its_owner(string owner, string route)
    {
        var (method, target) = (route.Split(' ')[0], route.Split(' ')[1]);
        using var request = new HttpRequestMessage(new HttpMethod(method), target);
        if (method is "POST" or "PUT" or "PATCH") request.Content = new StringContent("{}", Encoding.UTF8, "application/json");

        using var response = await _gateway.Client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var echo = (await System.Net.Http.Json.HttpContentJsonExtensions.ReadFromJsonAsync<Echo>(response.Content))!;
        (echo.Service + " " + echo.Path + echo.Query).ShouldBe(owner + " " + target);
    }

    [Theory]
    [InlineData("/internal/users/" + Id)]
    [InlineData("/internal/care")]
    [InlineData("/internal/scans/" + Id)]
    [InlineData("/internal/reports/" + Id + "/pdf")]
    [InlineData("/INTERNAL/users/" + Id)]
    [InlineData("//internal/users/" + Id)]
    [InlineData("/./internal/users/" + Id)]
    [InlineData("/auth/../internal/users/" + Id)]
    [InlineData("/auth/%2e%2e/internal/users/" + Id)]
    [InlineData("/auth/..%2finternal/users/" + Id)]
    [InlineData("/auth/%252e%252e/internal/users/" + Id)]
    [InlineData("/auth/..%5cinternal/users/" + Id)]
    [InlineData("/auth/..\\internal/users/" + Id)]
    [InlineData("/auth/..;/internal/users/" + Id)]
    public async Task What_services_ask_each_other_cannot_be_asked_from_outside(string target)
    {
        // Over a bare socket: HttpClient would tidy the path before sending it.
        await RawStatusAsync(target);

        foreach (var service in new[] { ResourceNames.Identity, ResourceNames.Inference, ResourceNames.Reports, ResourceNames.Notifications })
            _gateway[service].Seen.ShouldNotContain(path => path.StartsWith("GET /internal", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("/internal/users/" + Id)]
    [InlineData("/auth/../internal/users/" + Id)]
    [InlineData("/no/such/route")]
    [InlineData("/doctor")]
    [InlineData("/chatbot/message")]
    [InlineData("/openapi/chatbot.json")]
    public async Task What_nobody_owns_is_404(string target) => (await RawStatusAsync(target)).ShouldBe(404);

    [Fact]
    public async Task A_404_is_a_problem()
    {
        using var response = await _gateway.Client.GetAsync("/internal/users/" + Id);

        await response.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public void Each_route_says_itself_that_it_is_anonymous() =>
        _gateway.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Select(endpoint => endpoint.RoutePattern.RawText).ShouldBeEmpty();

    [Fact]
    public async Task A_browser_at_the_door_is_led_to_the_documentation_and_a_program_told_what_this_is()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Accept", "text/html,*/*;q=0.8" } } };
        using var page = await _gateway.Client.SendAsync(request);
        using var json = await _gateway.Client.GetAsync("/");

        page.Headers.Location.ShouldBe(new Uri("/docs", UriKind.Relative));
        (await json.Content.ReadAsStringAsync()).ShouldContain("\"docs\":\"/docs\"");
    }

    private async Task<int> RawStatusAsync(string target)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(_gateway.Address.Host, _gateway.Address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {target} HTTP/1.1\r\nHost: csss.test\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        var status = await reader.ReadLineAsync();
        return int.Parse(status!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
