using System.Diagnostics;
using System.Security.Cryptography;
using Csss.Contracts;
using Csss.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Reports.Tests.Reports;

/// <summary>The operator's command as a process of its own, killed in the middle, over the folder of a service that goes on working.</summary>
public sealed class RotationTests(ReportsApplication app) : IClassFixture<ReportsApplication>
{
    private const int Blobs = 4000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_rotation_killed_in_the_middle_loses_nothing_and_is_finished_by_the_next_run()
    {
        var (oldKey, newKey) = (Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        app.Setting("Storage:MasterKey", oldKey);
        var scan = app.NewCase();
        var report = await app.SignAsync(scan);
        var passphrase = (await app.GetAsync($"/reports/{report}/passphrase", Roles.Doctor, scan.Doctor)).GetProperty("passphrase").GetString();
        var pdf = await app.DownloadAsync($"/reports/{report}/pdf", Roles.Doctor, scan.Doctor);
        var blobs = app.Services.GetRequiredService<IBlobStore>();
        for (var blob = 0; blob < Blobs; blob++) await blobs.WriteAsync(new MemoryStream([1, 2, 3]), 10, CancellationToken.None);

        using (var killed = Start(newKey, oldKey))
        {
            (await killed.StandardOutput.ReadLineAsync().WaitAsync(Patience)).ShouldBe("derived keys: 1 moved, 0 were under the current key already, 0 could not be read");
            (await killed.StandardOutput.ReadLineAsync().WaitAsync(Patience)).ShouldBe("blobs: 1000 …");
            killed.Kill();
            await killed.WaitForExitAsync();
        }

        var (code, text) = await RunAsync(newKey, oldKey);
        code.ShouldBe(0, text);
        var counts = text.Split('\n').Single(line => line.StartsWith("blobs: ", StringComparison.Ordinal) && line.Contains("moved")).Split(' ', ',');
        (int.Parse(counts[1]) + int.Parse(counts[4])).ShouldBe(Blobs + 1);
        int.Parse(counts[1]).ShouldBeInRange(1, Blobs - 900, "the killed run had not finished");
        int.Parse(counts[4]).ShouldBeGreaterThanOrEqualTo(999, "what it had done stayed done");

        // Once more with the new key alone, and nothing is left that it could not read.
        (code, text) = await RunAsync(newKey, previous: null);
        code.ShouldBe(0, text);
        text.ShouldContain("report passphrases: 0 moved, 1 were under the current key already, 0 could not be read");

        await using var after = new ReportsApplication { Identity = app.Identity };
        await after.InitializeAsync();
        after.Setting("Storage:MasterKey", newKey);
        after.Setting("Storage:Directory", app.StorageDirectory);
        after.Setting("services:inference:http:0", app.Inference.Address.ToString());
        (await after.GetAsync($"/reports/{report}/passphrase", Roles.Doctor, scan.Doctor)).GetProperty("passphrase").GetString().ShouldBe(passphrase);
        (await after.DownloadAsync($"/reports/{report}/pdf", Roles.Doctor, scan.Doctor)).ShouldBe(pdf);
    }

    private async Task<(int Code, string Text)> RunAsync(string key, string? previous)
    {
        using var process = Start(key, previous);
        var text = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync();
        return (process.ExitCode, text);
    }

    private Process Start(string key, string? previous)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Csss.Reports.dll"), "rotate-master-key"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment =
            {
                ["Storage__Directory"] = app.StorageDirectory, ["Storage__MasterKey"] = key, ["Auth__Issuer"] = "http://csss.test/", ["ServiceClient__Id"] = "csss-reports",
                ["ServiceClient__Secret"] = "secret", ["ConnectionStrings__broker"] = "amqp://nobody:none@127.0.0.1:1", ["ASPNETCORE_URLS"] = null,
            },
        };
        if (previous is not null) start.Environment["Storage__PreviousMasterKeys__0"] = previous;
        return Process.Start(start)!;
    }
}
