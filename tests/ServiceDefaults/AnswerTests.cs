using System.Net;
using System.Text;
using System.Text.Json;
using Csss.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Csss.ServiceDefaults.Tests;

public sealed class AnswerTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(Roles.Doctor)]
    public async Task An_unknown_route_is_404_with_and_without_a_token(string? role)
    {
        await using var service = await TinyService.StartAsync();
        using var client = service.Client(role is null ? null : service.Identity.Keys.ForUser(role));
        foreach (var path in (string[])["/nowhere", "/nowhere/file.json", "/doctors/1"])
            await (await client.GetAsync(new Uri(path, UriKind.Relative))).ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task An_exception_is_500_with_a_trace_id_and_without_its_text()
    {
        await using var service = await TinyService.StartAsync();
        using var client = service.Client();
        var problem = await (await client.GetAsync(new Uri("/fails", UriKind.Relative))).ShouldBeProblemAsync(HttpStatusCode.InternalServerError, "internal_error");
        problem.GetRawText().ShouldNotContain("Jane");
        problem.GetRawText().ShouldNotContain("InvalidOperation");
    }

    [Theory]
    [InlineData("{ not json")]
    [InlineData("")]
    [InlineData("""{"patient_id": "not an id", "limit": 1}""")]
    [InlineData("""{"patient_id": "0199aa00-0000-7000-8000-000000000000", "limit": "1"}""")]
    public async Task A_malformed_body_is_400(string body)
    {
        await using var service = await TinyService.StartAsync();
        using var client = service.Client();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        await (await client.PostAsync(new Uri("/order", UriKind.Relative), content)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "malformed_request");
        await (await client.GetAsync(new Uri("/number/seven", UriKind.Relative))).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "malformed_request");
    }

    [Fact]
    public async Task Another_method_is_405()
    {
        await using var service = await TinyService.StartAsync();
        using var client = service.Client();
        await (await client.DeleteAsync(new Uri("/doctors", UriKind.Relative))).ShouldBeProblemAsync(HttpStatusCode.MethodNotAllowed, "method_not_allowed");
    }

    [Fact]
    public async Task A_body_of_another_type_is_415()
    {
        await using var service = await TinyService.StartAsync();
        using var client = service.Client();
        using var content = new StringContent("patient_id=1", Encoding.UTF8, "text/plain");
        await (await client.PostAsync(new Uri("/order", UriKind.Relative), content)).ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
    }

    [Fact]
    public async Task Answers_are_snake_case_with_times_in_utc()
    {
        await using var service = await TinyService.StartAsync();
        using var client = service.Client();
        using var response = await client.GetAsync(new Uri("/open", UriKind.Relative));
        var answer = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
        answer.EnumerateObject().Select(property => property.Name).ShouldBe(["patient_id", "uploaded_at"]);
        answer.GetProperty("uploaded_at").GetString()!.ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$");
        response.Headers.Server.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(HealthStatus.Healthy, HttpStatusCode.OK)]
    [InlineData(HealthStatus.Degraded, HttpStatusCode.OK)]
    [InlineData(HealthStatus.Unhealthy, HttpStatusCode.ServiceUnavailable)]
    public async Task Health_tells_the_status_and_nothing_else(HealthStatus status, HttpStatusCode expected)
    {
        await using var service = await TinyService.StartAsync(builder => builder.Services.AddHealthChecks().AddCheck("part", new IllPart(status)));
        using var client = service.Client();
        using var health = await client.GetAsync(new Uri("/health", UriKind.Relative));
        health.StatusCode.ShouldBe(expected);
        (await health.Content.ReadAsStringAsync()).ShouldBe($$"""{"status":"{{status}}"}""");
        using var alive = await client.GetAsync(new Uri("/alive", UriKind.Relative));
        alive.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_services_own_openapi_document_is_public()
    {
        await using var service = await TinyService.StartAsync();
        using var client = service.Client();
        (await client.GetStringAsync(new Uri("/openapi/tiny.json", UriKind.Relative))).ShouldContain("/doctors");
    }

    [Fact]
    public async Task A_route_that_declares_nothing_stops_the_service_from_starting()
    {
        await using var app = TinyService.Build();
        app.MapGet("/forgotten/{id}", (Guid id) => id);
        (await Should.ThrowAsync<InvalidOperationException>(() => app.RunServiceAsync([]))).Message.ShouldContain("/forgotten/{id}");
    }

    [Fact]
    public async Task Settings_that_are_missing_are_named_at_start()
    {
        await using var app = TinyService.Build(configure: builder => builder.Configuration["Auth:Issuer"] = "");
        (await Should.ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => app.RunServiceAsync([]))).Message.ShouldContain("Auth:Issuer is not set");
    }

    [Theory]
    [InlineData(41, "greet", "you")]
    [InlineData(42, "greet", "you", "all")]
    [InlineData(2, "unknown")]
    public async Task An_operators_command_runs_instead_of_the_service(int exitCode, params string[] arguments)
    {
        await using var app = TinyService.Build();
        (await app.RunServiceAsync(arguments)).ShouldBe(exitCode);
        app.Lifetime.ApplicationStarted.IsCancellationRequested.ShouldBeFalse();
    }
}
