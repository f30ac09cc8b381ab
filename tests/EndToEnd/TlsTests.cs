using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Csss.EndToEnd.Tests.System;

namespace Csss.EndToEnd.Tests;

/// <summary>As <c>CSSS_TLS=1 make run</c> starts it.</summary>
public sealed class SystemWithTls : RunningSystem
{
    protected override bool HasTls => true;
}

/// <summary>The gateway has TLS with a certificate of its own making, and the web app believes that one.</summary>
public sealed class TlsTests(SystemWithTls system) : IClassFixture<SystemWithTls>
{
    [Fact]
    public async Task A_login_in_the_web_app_goes_over_TLS_to_the_gateway_and_its_token_is_good_there()
    {
        using var browser = new HttpClient { BaseAddress = new Uri($"http://localhost:{system.WebPort}") };
        browser.DefaultRequestHeaders.Add("Origin", $"http://localhost:{system.WebPort}");
        using var opened = await browser.PostAsJsonAsync("/api/auth/login", new { email = "doctor@csss.com", password = "Doctor@123" });
        var body = await opened.Content.ReadAsStringAsync();
        opened.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        var login = JsonSerializer.Deserialize<JsonElement>(body);
        login.TryGetProperty("refresh_token", out _).ShouldBeFalse();

        using var gateway = system.Gateway();
        gateway.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", login.GetProperty("access_token").GetString());
        using var me = await gateway.GetAsync("/auth/me");
        me.StatusCode.ShouldBe(HttpStatusCode.OK);
        me.Headers.Contains("Strict-Transport-Security").ShouldBeTrue();
    }

    [Fact]
    public async Task Whoever_does_not_know_the_certificate_does_not_believe_it()
    {
        using var stranger = new HttpClient();
        await Should.ThrowAsync<HttpRequestException>(() => stranger.GetAsync($"https://localhost:{system.GatewayPort}/health"));
    }
}
