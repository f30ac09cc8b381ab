using System.Diagnostics;
using System.Net;
using System.Text;
using Csss.EndToEnd.Tests.Client;
using Csss.ServiceDefaults.Transport;
using Csss.Testing;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Csss.EndToEnd.Tests.System;

/// <summary>
/// The whole system as <c>make run</c> starts it, on free ports and a state directory of its own: AppHost, the broker, the mail
/// inbox and every service as real processes. Stopped with SIGINT afterwards, and nothing may be left.
/// </summary>
public class RunningSystem : IAsyncLifetime
{
    private readonly StringBuilder _log = new();
    private Process? _host;

    public string State { get; } = Directory.CreateTempSubdirectory("csss-e2e-").FullName;

    public int GatewayPort { get; } = FreePorts.One();

    public int MailPort { get; } = FreePorts.One();

    public int WebPort { get; } = FreePorts.One();

    /// <summary>Where its processes send traces, metrics and logs.</summary>
    public TelemetrySink Telemetry { get; } = new();

    protected virtual bool HasTls => false;

    internal ServiceProcesses Processes => new(State);

    internal Inbox Inbox => new(new Uri($"http://127.0.0.1:{MailPort}"));

    internal OutsideClient Client() => new(new Uri($"http://localhost:{GatewayPort}"));

    public string Log
    {
        get { lock (_log) return _log.ToString(); }
    }

    public async ValueTask InitializeAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Repository.Root, "artifacts/bin/Csss.AppHost/release/Csss.AppHost.dll")])
        {
            WorkingDirectory = Repository.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["CSSS_STATE"] = State, ["CSSS_GATEWAY_PORT"] = $"{GatewayPort}", ["CSSS_MAIL_PORT"] = $"{MailPort}", ["CSSS_WEB_PORT"] = $"{WebPort}",
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Telemetry.Address, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["ASPNETCORE_ENVIRONMENT"] = null, ["DOTNET_ENVIRONMENT"] = null, ["NO_COLOR"] = "1", ["CSSS_TLS"] = HasTls ? "1" : null,
            },
        };
        _host = Process.Start(start)!;
        _host.OutputDataReceived += (_, line) => Keep(line.Data);
        _host.ErrorDataReceived += (_, line) => Keep(line.Data);
        _host.BeginOutputReadLine();
        _host.BeginErrorReadLine();
        try
        {
            await UntilReadyAsync(TimeSpan.FromMinutes(3));
        }
        catch (TimeoutException exception)
        {
            await DisposeAsync();
            throw new InvalidOperationException($"The system did not become ready.\n{Log}", exception);
        }
    }

    /// <summary>The broker's address, as its administrator.</summary>
    public string BrokerAddress()
    {
        var port = Processes.EnvironmentOf("Inference", "Broker__Port");
        return $"amqp://broker:{File.ReadAllText(Path.Combine(State, "secrets", "broker-password"))}@localhost:{port}";
    }

    /// <summary>A client of the gateway that believes no certificate but the one that the gateway made for itself.</summary>
    public HttpClient Gateway()
    {
        var handler = new SocketsHttpHandler();
        if (HasTls) handler.SslOptions.RemoteCertificateValidationCallback = PinnedAuthority.Validation(Path.Combine(State, "tls", "gateway.crt"));
        return new HttpClient(handler) { BaseAddress = new Uri($"{(HasTls ? "https" : "http")}://localhost:{GatewayPort}") };
    }

    /// <summary>Until the gateway answers 200 on <c>/health</c>.</summary>
    public async Task UntilReadyAsync(TimeSpan within)
    {
        await Eventually.ShouldAsync("the gateway says ready", async () =>
        {
            if (_host!.HasExited) throw new InvalidOperationException($"AppHost ended with {_host.ExitCode}.\n{Log}");
            try
            {
                using var http = Gateway();
                http.Timeout = TimeSpan.FromSeconds(5);
                return (await http.GetAsync("/health")).StatusCode == HttpStatusCode.OK;
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or IOException) // the certificate too comes only with the gateway
            {
                return false;
            }
        }, within);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_host is { HasExited: false })
        {
            Signals.Interrupt(_host.Id);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            await _host.WaitForExitAsync(limit.Token);
        }

        Telemetry.Dispose();
        var left = Processes.All();
        await KeepLogsAsync();
        Directory.Delete(State, recursive: true);
        left.ShouldBeEmpty("processes were left after SIGINT");
    }

    private async Task KeepLogsAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts/test-results/EndToEnd"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"system-{GatewayPort}.log"), Log);
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_log) _log.AppendLine(line);
    }
}

[CollectionDefinition(Name)]
public sealed class SystemCollection : ICollectionFixture<RunningSystem>
{
    public const string Name = "the running system";
}
