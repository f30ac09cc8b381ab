using System.Net;
using System.Net.Http.Json;

namespace Csss.Gateway.Tests;

public sealed class HeaderTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly GatewayApplication _gateway = shared.Gateway;

    [Theory]
    [InlineData("/auth/me")]
    [InlineData("/health")]
    [InlineData("/no/such/route")]
    [InlineData("/docs/")]
    [InlineData("/")]
    public async Task Each_answer_carries_the_security_headers(string path)
    {
        using var response = await _gateway.Client.GetAsync(path);

        Header(response, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(response, "X-Frame-Options").ShouldBe("DENY");
        Header(response, "Referrer-Policy").ShouldBe("no-referrer");
        Header(response, "Content-Security-Policy").ShouldContain("default-src 'none'");
        Header(response, "Content-Security-Policy").ShouldContain("frame-ancestors 'none'");
        Header(response, "Permissions-Policy").ShouldContain("camera=()");
        Header(response, "Cross-Origin-Opener-Policy").ShouldBe("same-origin");
        Header(response, "Cross-Origin-Resource-Policy").ShouldBe("same-origin");
        Header(response, "Cache-Control").ShouldContain("no-store");
        response.Headers.Contains("Server").ShouldBeFalse();
        response.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Fact]
    public async Task A_service_that_allows_caching_is_not_overruled()
    {
        await using var gateway = await GatewayApplication.StartAsync();
        gateway["inference"].Respond = context =>
        {
            context.Response.Headers.CacheControl = "private, max-age=60";
            context.Response.Headers.Server = "Kestrel";
            return Task.CompletedTask;
        };

        using var response = await gateway.Client.GetAsync("/doctor/scans/1/image");

        Header(response, "Cache-Control").ShouldBe("max-age=60, private");
        response.Headers.Contains("Server").ShouldBeFalse();
    }

    [Fact]
    public async Task Another_origin_is_not_let_in()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/doctor/scans")
        {
            Headers = { { "Origin", "https://evil.test" }, { "Access-Control-Request-Method", "GET" } },
        };

        using var response = await _gateway.Client.SendAsync(request);

        response.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Fact]
    public async Task What_a_client_says_about_its_own_address_is_dropped()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/auth/me")
        {
            Headers =
            {
                { "X-Forwarded-For", "6.6.6.6" }, { "X-Forwarded-Host", "evil.test" }, { "X-Forwarded-Proto", "https" },
                { "X-Forwarded-Prefix", "/evil" }, { "X-Real-IP", "6.6.6.6" }, { "Forwarded", "for=6.6.6.6;host=evil.test" },
            },
        };

        using var response = await _gateway.Client.SendAsync(request);
        var headers = (await response.Content.ReadFromJsonAsync<Echo>())!.Headers;

        headers["X-Forwarded-For"].ShouldBe("127.0.0.1");
        headers["X-Forwarded-Host"].ShouldBe(_gateway.Address.Authority);
        headers["X-Forwarded-Proto"].ShouldBe("http");
        headers.Keys.Intersect(["X-Forwarded-Prefix", "X-Real-IP", "Forwarded"], StringComparer.OrdinalIgnoreCase).ShouldBeEmpty();
        headers.Values.ShouldNotContain(value => value.Contains("evil", StringComparison.Ordinal) || value.Contains("6.6.6.6", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_trusted_proxy_is_believed_and_nobody_before_it()
    {
        await using var gateway = await GatewayApplication.StartAsync(new() { ["Gateway:TrustedProxies:0"] = "127.0.0.0/8" });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/auth/me")
        {
            Headers = { { "X-Forwarded-For", "6.6.6.6, 192.0.2.7" }, { "X-Forwarded-Proto", "https" } },
        };

        using var response = await gateway.Client.SendAsync(request);
        var headers = (await response.Content.ReadFromJsonAsync<Echo>())!.Headers;

        headers["X-Forwarded-For"].ShouldBe("192.0.2.7");
        headers["X-Forwarded-Proto"].ShouldBe("https");
        Header(response, "Strict-Transport-Security").ShouldContain("max-age=31536000");
    }

    [Fact]
    public async Task Discovery_sees_the_address_the_client_used()
    {
        var echo = await _gateway.EchoAsync("/.well-known/openid-configuration");

        echo.Headers["Host"].ShouldBe(_gateway.Address.Authority);
    }

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
}
