using System.Diagnostics;
using System.Text.Json;

namespace Csss.Gateway.Tests;

public sealed class DocsTests
{
    private static readonly string[] Services = ["identity", "inference", "reports", "notifications"];

    [Fact]
    public async Task The_page_shows_the_services_and_asks_nobody_else_for_anything()
    {
        const string Chromium = "/usr/bin/chromium";
        Assert.SkipUnless(File.Exists(Chromium), "Chromium is not installed.");
        await using var gateway = await GatewayApplication.StartAsync();
        foreach (var service in Services) gateway[service].Respond = Backend.OpenApi(service);
        var folder = Directory.CreateTempSubdirectory("csss-docs-");

        try
        {
            var page = await RenderAsync(Chromium, new Uri(gateway.Address, "/docs"), folder.FullName);

            page.ShouldContain("The identity API");
            page.ShouldContain("Reads identity");
            var asked = await RequestsOfThePageAsync(Path.Combine(folder.FullName, "net.json"), gateway.Address);
            asked.ShouldNotBeEmpty();
            asked.ShouldAllBe(url => new Uri(url).Authority == gateway.Address.Authority);
            asked.ShouldContain(url => url.EndsWith("/openapi/inference.json", StringComparison.Ordinal));
            (await File.ReadAllTextAsync(Path.Combine(folder.FullName, "log.txt"))).ShouldNotContain("Content Security Policy");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_page_allows_no_script_but_its_own()
    {
        await using var gateway = await GatewayApplication.StartAsync();

        using var first = await gateway.Client.GetAsync("/docs/");
        using var second = await gateway.Client.GetAsync("/docs/");

        var policy = first.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("script-src 'nonce-");
        policy.ShouldNotContain("http");
        policy.ShouldNotBe(second.Headers.GetValues("Content-Security-Policy").Single());
    }

    private static async Task<string> RenderAsync(string chromium, Uri page, string folder)
    {
        var start = new ProcessStartInfo(chromium) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[]
        {
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            $"--user-data-dir={folder}/profile", $"--log-net-log={folder}/net.json", "--enable-logging=stderr",
            "--virtual-time-budget=20000", "--dump-dom", page.ToString(),
        }) start.ArgumentList.Add(argument);

        using var browser = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        try
        {
            var dom = browser.StandardOutput.ReadToEndAsync(limit.Token);
            var log = browser.StandardError.ReadToEndAsync(limit.Token);
            await browser.WaitForExitAsync(limit.Token);
            await File.WriteAllTextAsync(Path.Combine(folder, "log.txt"), await log);
            return await dom;
        }
        finally
        {
            if (!browser.HasExited) browser.Kill(entireProcessTree: true);
        }
    }

    /// <summary>What the page asked for, by Chromium's own network log; the browser's own calls home have another initiator.</summary>
    private static async Task<List<string>> RequestsOfThePageAsync(string netLog, Uri origin)
    {
        await using var file = File.OpenRead(netLog);
        using var log = await JsonDocument.ParseAsync(file);
        return [.. from entry in log.RootElement.GetProperty("events").EnumerateArray()
                   where entry.TryGetProperty("params", out var parameters) && parameters.ValueKind == JsonValueKind.Object
                       && parameters.TryGetProperty("initiator", out var initiator) && initiator.GetString()?.TrimEnd('/') == origin.ToString().TrimEnd('/')
                   select entry.GetProperty("params").GetProperty("url").GetString()!];
    }
}
