using Csss.Contracts;
using Csss.Testing;

namespace Csss.Inference.Tests.Access;

public sealed class AccessTests(InferenceApplication application) : IClassFixture<InferenceApplication>
{
    [Fact]
    public async Task Every_route_takes_only_the_callers_in_this_table() =>
        await new AccessTable()
            .Row("POST", "/doctor/upload", Roles.Doctor)
            .Row("GET", "/doctor/scans", Roles.Doctor)
            .Row("GET", "/doctor/scans/{id:guid}", Roles.Doctor)
            .Row("GET", "/doctor/scans/{id:guid}/image", Roles.Doctor)
            .Row("GET", "/doctor/scans/{id:guid}/gradcam", Roles.Doctor)
            .Row("GET", "/doctor/scans/{id:guid}/heatmap", Roles.Doctor)
            .Row("POST", "/doctor/scans/{id:guid}/retry", Roles.Doctor)
            .Row("PUT", "/doctor/scans/{id:guid}/reading", Roles.Doctor)
            .Row("GET", "/results/{id:guid}", Scopes.ResultsRead)
            .Row("GET", "/internal/scans/{id:guid}", Scopes.ScansRead)
            .Row("GET", "/internal/scans/{id:guid}/image", Scopes.ScansRead)
            .Row("GET", "/internal/scans/{id:guid}/gradcam", Scopes.ScansRead)
            .VerifyAsync(application);
}
