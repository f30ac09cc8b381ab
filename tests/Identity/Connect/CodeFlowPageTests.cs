using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Csss.Contracts.Commands;
using Csss.Identity.Tokens;
using Csss.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Csss.Identity.Tests.Connect;

/// <summary>The pages of the code flow: whose requests they are shown for, and what their forms take.</summary>
public sealed class CodeFlowPageTests(IdentityFactory factory) : IClassFixture<IdentityFactory>, IDisposable
{
    private readonly Browser _browser = new(factory);
    private readonly Visitor _visitor = new(factory);

    [Theory]
    [InlineData("code_challenge", null)]
    [InlineData("code_challenge_method", "plain")]
    [InlineData("redirect_uri", "https://evil.test/callback")]
    [InlineData("client_id", "ext-nobody")]
    public async Task A_request_that_is_not_the_applications_shows_no_page_and_leads_nowhere_else(string parameter, string? value)
    {
        var request = _browser.Request(await factory.AddApplicationAsync());
        if (value is null) request.Remove(parameter);
        else request[parameter] = value;

        using var answer = await _browser.OpenAsync(request);

        (answer.Headers.Location?.Host).ShouldNotBe("evil.test");
        if (answer.StatusCode == HttpStatusCode.Redirect) Browser.Landing(answer)["error"].ShouldBe("invalid_request");
        else await IsAPageForAPersonAsync(answer);
    }

    [Theory]
    [InlineData("application/json", "{}")]
    [InlineData("application/x-www-form-urlencoded", "decision=allow")]
    public async Task A_decision_about_nothing_is_told_to_the_person(string type, string body)
    {
        using var http = factory.ClientWith(token: null);

        await IsAPageForAPersonAsync(await http.PostAsync("/connect/authorize", new StringContent(body, Encoding.UTF8, type)));
    }

    [Fact]
    public async Task A_request_without_a_redirect_URI_is_refused_though_there_is_only_one()
    {
        var request = _browser.Request(await factory.AddApplicationAsync(), scope: "profile");
        request.Remove("redirect_uri");

        Browser.Landing(await _browser.OpenAsync(request))["error"].ShouldBe("invalid_request");
    }

    [Theory]
    [InlineData("/connect/login")]
    [InlineData("/connect/code")]
    public async Task What_is_no_form_is_told_to_start_again(string path)
    {
        using var http = factory.ClientWith(token: null);
        foreach (var body in new[] { new StringContent("{}", Encoding.UTF8, "application/json"), new StringContent("--x\r\nbroken", MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x")) })
            (await http.PostAsync(path, body)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", "code id_token", "unsupported_response_type")]
    [InlineData("scope", "openid results:read", "invalid_scope")]
    [InlineData("scope", "openid internal:users", "invalid_scope")]
    [InlineData("scope", "openid offline_access", "invalid_scope")]
    [InlineData("prompt", "none", "login_required")]
    public async Task What_is_not_offered_is_an_error_to_the_application(string parameter, string value, string error)
    {
        var request = _browser.Request(await factory.AddClientAsync(new { name = "Both", scopes = new[] { "results:read" }, redirect_uris = new[] { Browser.RedirectUri } }));
        request[parameter] = value;

        using var answer = await _browser.OpenAsync(request);

        if (answer.StatusCode == HttpStatusCode.Redirect) Browser.Landing(answer)["error"].ShouldBeOneOf(error, "invalid_request", "unauthorized_client");
        else answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_form_that_another_site_or_browser_sends_is_refused()
    {
        var (client, email) = (await factory.AddApplicationAsync(), Visitor.NewEmail());
        await _visitor.BecomePatientAsync(email);
        using var attacker = new Browser(factory);
        var attackersPage = await attacker.PageAsync(attacker.Request(client));
        await _browser.PageAsync(_browser.Request(client));

        (await _browser.SignInAsync(attackersPage, email)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await _browser.PostAsync("/connect/login", [new("email", email), new("password", Visitor.Password)])).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        var consent = await (await attacker.SignInAsync(attackersPage, email)).Content.ReadAsStringAsync();
        (await _browser.DecideAsync(consent)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("scope", "openid profile email")]
    [InlineData("state", "another")]
    [InlineData("nonce", "another")]
    public async Task What_was_consented_to_cannot_be_changed_in_the_form(string parameter, string value)
    {
        var (client, email) = (await factory.AddApplicationAsync(), Visitor.NewEmail());
        await _visitor.BecomePatientAsync(email);
        var consent = await (await _browser.SignInAsync(await _browser.PageAsync(_browser.Request(client, "openid")), email)).Content.ReadAsStringAsync();

        var form = Browser.Hidden(consent).Where(field => field.Key != parameter).Append(new(parameter, value)).Append(new("decision", "allow"));

        (await _browser.PostAsync("/connect/authorize", form)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_page_before_the_password_grants_nothing_and_an_old_one_either()
    {
        var (client, email) = (await factory.AddApplicationAsync(), Visitor.NewEmail());
        await _visitor.BecomePatientAsync(email);
        var request = _browser.Request(client);
        var page = await _browser.PageAsync(request);

        (await _browser.PostAsync("/connect/authorize", [.. Browser.Hidden(page), .. request.Select(pair => KeyValuePair.Create(pair.Key, pair.Value!)), new("decision", "allow")]))
            .StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        factory.Time.Advance(TimeSpan.FromMinutes(11));
        (await _browser.SignInAsync(page, email)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_pages_run_nothing_are_framed_nowhere_and_kept_by_nobody()
    {
        using var answer = await _browser.OpenAsync(_browser.Request(await factory.AddApplicationAsync()));

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldContain("form-action 'self' https://viewer.hospital.test");
        policy.ShouldNotContain("unsafe");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.GetValues("X-Frame-Options").Single().ShouldBe("DENY");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=strict", Case.Insensitive);
        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldContain("<html lang=\"en\">");
        html.ShouldContain("<label for=\"email\">");
        html.ShouldNotContain("<script");
    }

    public void Dispose() => _browser.Dispose();

    private static async Task IsAPageForAPersonAsync(HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, html);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
        html.ShouldContain("role=\"alert\"");
        html.ShouldContain("<code>invalid_request</code>");
        html.ShouldNotContain("evil.test");
    }
}
