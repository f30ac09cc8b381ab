using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Csss.Deploy.Tests;

public sealed partial class ImageTests
{
    [Theory]
    [InlineData("Dockerfile")]
    [InlineData("web.Dockerfile")]
    public void What_is_copied_into_an_image_is_there_and_no_root_runs_it(string file)
    {
        var recipe = Repository.Read("deploy", "images", file);
        foreach (Match copy in Copy().Matches(recipe))
            foreach (var source in copy.Groups[1].Value.Split(' ')[..^1])
                Path.Exists(Repository.In(source)).ShouldBeTrue($"{file}: {source}");
        var last = recipe[recipe.LastIndexOf("\nFROM ", StringComparison.Ordinal)..];
        last.ShouldContain("\nUSER 1654:1654\n");
        last.ShouldContain("HEALTHCHECK");
    }

    [Fact]
    public void What_a_service_needs_to_be_built_is_not_kept_out_of_the_build()
    {
        var let = Repository.Read("deploy", "images", "Dockerfile.dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();
        foreach (var project in Directory.GetDirectories(Repository.In("services")).SelectMany(folder => Directory.GetFiles(folder, "*.csproj")))
            foreach (Match reference in Project().Matches(File.ReadAllText(project)))
                let.ShouldContain(Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(Path.GetFullPath(reference.Groups[1].Value, Path.GetDirectoryName(project)!))!));
        new[] { "global.json", "BannedSymbols.txt", "services", "deploy/BrokerUsers", "models" }.Except(let).ShouldBeEmpty();
    }

    [Fact]
    public void What_the_web_apps_server_imports_is_in_its_image()
    {
        // The image takes frontend/*.mjs and frontend/src/server/*.mjs.
        foreach (var file in Directory.GetFiles(Repository.In("frontend"), "*.mjs"))
            foreach (Match import in Import().Matches(File.ReadAllText(file)))
                import.Groups[1].Value.ShouldMatch(@"^\./(src/server/)?[\w.]+\.mjs$", file);
    }

    [Theory]
    [InlineData("200 OK", 0)]
    [InlineData("503 Service Unavailable", 1)]
    public async Task The_probe_says_what_the_service_says(string status, int exitCode)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerAsync(listener, status);

        (await ProbeAsync(((IPEndPoint)listener.LocalEndpoint).Port)).ShouldBe(exitCode);

        (await answering).ShouldStartWith("GET /health HTTP/1.1\r\nHost: localhost\r\n");
    }

    [Fact]
    public async Task The_probe_of_a_process_that_does_not_listen_fails()
    {
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // taken, and nobody listens

        (await ProbeAsync(((IPEndPoint)closed.LocalEndPoint!).Port)).ShouldBe(1);
    }

    private static async Task<string> AnswerAsync(TcpListener listener, string status)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var buffer = new byte[1024];
        var request = "";
        while (!request.EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await client.GetStream().ReadAsync(buffer);
            if (read == 0) break;
            request += Encoding.ASCII.GetString(buffer, 0, read);
        }

        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 2\r\n\r\n{{}}"));
        return request;
    }

    private static async Task<int> ProbeAsync(int port)
    {
        using var probe = Process.Start(new ProcessStartInfo(Repository.In("deploy", "images", "probe"), "/health") { Environment = { ["PORT"] = $"{port}" }, RedirectStandardError = true, UseShellExecute = false })!;
        await probe.StandardError.ReadToEndAsync();
        await probe.WaitForExitAsync();
        return probe.ExitCode;
    }

    [GeneratedRegex(@"(?m)^COPY (?!--from)(\S.*)$")]
    private static partial Regex Copy();

    [GeneratedRegex(@"(?:from|import\()\s*""(\.[^""]*)""")]
    private static partial Regex Import();

    [GeneratedRegex("<ProjectReference Include=\"([^\"]+)\"")]
    private static partial Regex Project();
}
