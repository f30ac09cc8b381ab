using Csss.Contracts;
using Csss.Reports.Reports;
using Csss.ServiceDefaults.Operations;
using Csss.Storage.Blobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Reports.Tests.Reports;

public sealed class KeepingTests(ReportsApplication app) : IClassFixture<ReportsApplication>
{
    [Fact]
    public async Task A_file_without_a_report_is_removed_after_an_hour_and_no_other()
    {
        var scan = app.NewCase();
        var id = await app.SignAsync(scan);
        var blobs = app.Services.GetRequiredService<IBlobStore>();
        var orphan = await blobs.WriteAsync(new MemoryStream([1, 2, 3]), 10, CancellationToken.None);
        var fresh = await blobs.WriteAsync(new MemoryStream([4, 5, 6]), 10, CancellationToken.None);
        var kept = (await app.WithDatabaseAsync(database => database.Reports.SingleAsync(report => report.Id == id))).BlobId;
        foreach (var file in Directory.EnumerateFiles(app.StorageDirectory, "*", SearchOption.AllDirectories))
            if (file.EndsWith(orphan.Id.ToString("N"), StringComparison.Ordinal) || file.EndsWith(kept.ToString("N"), StringComparison.Ordinal))
                File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(-2));

        await app.Services.GetRequiredService<OrphanSweep>().SweepAsync(CancellationToken.None);

        Should.Throw<FileNotFoundException>(() => blobs.OpenRead(orphan.Id));
        (await blobs.ReadAsync(fresh.Id, CancellationToken.None)).ShouldBe([4, 5, 6]);
        (await app.DownloadAsync($"/reports/{id}/pdf", Roles.Doctor, scan.Doctor)).Length.ShouldBeGreaterThan(10_000);
    }

    [Fact]
    public async Task An_operator_can_tell_a_genuine_print_from_an_invented_one()
    {
        var scan = app.NewCase();
        var id = await app.SignAsync(scan);
        var code = (await app.GetAsync($"/reports/{id}", Roles.Doctor, scan.Doctor)).GetProperty("verification_code").GetString()!;
        await using var scope = app.Services.CreateAsyncScope();
        var command = scope.ServiceProvider.GetServices<IOperatorCommand>().Single(command => command.Name == "verify-report");
        using var output = new StringWriter();

        (await command.RunAsync([id.ToString(), code], output, CancellationToken.None)).ShouldBe(0);
        (await command.RunAsync([id.ToString(), "AAAA-BBBB-CCCC"], output, CancellationToken.None)).ShouldBe(1);
        (await command.RunAsync([Ids.New().ToString(), code], output, CancellationToken.None)).ShouldBe(1);

        output.ToString().ShouldContain("Genuine: version 1");
    }
}
