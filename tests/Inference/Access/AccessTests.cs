using Csss.Contracts;
using Csss.Testing;

namespace Csss.Inference.Tests.Access;

public sealed class AccessTests(InferenceApplication application) : IClassFixture<InferenceApplication>
{
    [Fact]
    public async Task Every_route_takes_only_the_callers_in_this_table()
    {
        var id = Ids.New();
        using var uploader = application.Doctor(id);
        var scan = (await uploader.ClassifyAsync(application.AddPatient(), Repository.Radiograph())).Text("scan_id");
        Owner[] doctor = [Owner.User(Roles.Doctor, id)];

        await new AccessTable()
            .Row("POST", "/doctor/upload", Roles.Doctor)
            .Row("GET", "/doctor/scans", Roles.Doctor)
            .Row("GET", "/doctor/scans/{id:guid}", Roles.Doctor).Of([scan], doctor)
            .Row("GET", "/doctor/scans/{id:guid}/image", Roles.Doctor).Of([scan], doctor)
            .Row("GET", "/doctor/scans/{id:guid}/gradcam", Roles.Doctor).Of([scan], doctor)
            .Row("GET", "/doctor/scans/{id:guid}/heatmap", Roles.Doctor).Of([scan], doctor)
            .Row("POST", "/doctor/scans/{id:guid}/retry", Roles.Doctor).Of([scan], doctor)
            .Row("PUT", "/doctor/scans/{id:guid}/reading", Roles.Doctor).Of([scan], doctor, body: new { impression = "Clear lungs.", before_ai = false })
            .Row("GET", "/results/{id:guid}", Scopes.ResultsRead).Shared("whoever is entitled to results is to all of them")
            .Row("GET", "/internal/scans/{id:guid}", Scopes.ScansRead)
            .Row("GET", "/internal/scans/{id:guid}/image", Scopes.ScansRead)
            .Row("GET", "/internal/scans/{id:guid}/gradcam", Scopes.ScansRead)
            .VerifyAsync(application);
    }
}
