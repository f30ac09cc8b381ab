using System.Net;
using System.Text.Json;

namespace Csss.ServiceDefaults.Tests;

internal static class ProblemReading
{
    /// <summary>Checks that the answer is a problem as API.md tells it, and gives its body.</summary>
    public static async Task<JsonElement> ShouldBeProblemAsync(this HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        problem.GetProperty("status").GetInt32().ShouldBe((int)status);
        problem.GetProperty("code").GetString().ShouldBe(code);
        problem.GetProperty("trace_id").GetString().ShouldNotBeNull().Length.ShouldBe(32);
        return problem;
    }
}
