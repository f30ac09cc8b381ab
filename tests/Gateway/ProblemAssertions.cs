using System.Net;
using System.Text.Json;

namespace Csss.Gateway.Tests;

internal static class ProblemAssertions
{
    /// <summary>The answer is RFC 9457 with this status and code, and a trace id.</summary>
    public static async Task ShouldBeProblemAsync(this HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, body);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        using var problem = JsonDocument.Parse(body);
        problem.RootElement.GetProperty("code").GetString().ShouldBe(code);
        problem.RootElement.GetProperty("trace_id").GetString().ShouldNotBeNullOrEmpty();
    }
}
