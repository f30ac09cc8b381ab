using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Csss.Contracts;
using Csss.Contracts.PublicEvents;
using Csss.Testing;

namespace Csss.Notifications.Tests.Broker;

/// <summary>Notifications as a process of its own, to be killed and started again on the same data.</summary>
internal sealed class NotificationsProcess(RabbitMqNode broker, TestIdentity identity) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly string _folder = Directory.CreateTempSubdirectory("csss-kill-").FullName;
    private readonly string _masterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private readonly int _port = FreePorts.One();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _process;

    /// <summary>Fails when it ends and nobody has killed it.</summary>
    public Task Ended => _ended.Task;

    private string LogFile => Path.Combine(_folder, "notifications.log");

    /// <summary>What it printed, all its lives long.</summary>
    public string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "";

    /// <summary>That of a system that may read the feed. Fresh each time: one lives for minutes, a long test longer.</summary>
    public AuthenticationHeaderValue Token => new("Bearer", identity.Keys.ForSystem(Scopes.EventsRead));

    /// <summary>Registers a webhook for everything, by a system of its own.</summary>
    public async Task AddWebhookAsync(string client, Uri target)
    {
        using var caller = Client();
        caller.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", identity.AddClient(client, Scopes.WebhooksManage));
        using var answer = await caller.PostAsJsonAsync("/webhooks", new { url = target, events = EventTypes.All });
        answer.EnsureSuccessStatusCode();
    }

    public HttpClient Client() => new() { BaseAddress = new Uri($"http://127.0.0.1:{_port}"), Timeout = TimeSpan.FromSeconds(60) };

    public void Start()
    {
        // The shell only sends the output to a file and becomes the program.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec dotnet \"$0\" >> \"$1\" 2>&1", Program(), LogFile]) { WorkingDirectory = _folder };
        foreach (var (name, value) in Settings()) start.Environment[name] = value;
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.Exited += (_, _) =>
        {
            if (ReferenceEquals(_process, process)) _ended.TrySetException(new InvalidOperationException($"Notifications ended by itself:\n{Log}"));
        };
        _process = process;
        process.Start();
    }

    /// <summary>With -9.</summary>
    public async Task KillAsync()
    {
        if (Interlocked.Exchange(ref _process, null) is not { } process) return;

        using (process)
        {
            process.Kill();
            await process.WaitForExitAsync().WithinAsync(Patience, () => "Notifications ends");
        }
    }

    /// <summary>Until all its queues are there.</summary>
    public async Task HealthyAsync()
    {
        using var client = Client();
        await Eventually.ShouldAsync("Notifications is healthy", async () =>
        {
            if (_process is null or { HasExited: true }) throw new InvalidOperationException($"Notifications ended:\n{Log}");
            try
            {
                return (await client.GetStringAsync(new Uri("/health", UriKind.Relative))).Contains("Healthy", StringComparison.Ordinal);
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private Dictionary<string, string> Settings() => new(StringComparer.Ordinal)
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{_port}",
        ["Auth__Issuer"] = TestKeys.Issuer,
        ["services__identity__http__0"] = identity.Address.ToString(),
        ["services__reports__http__0"] = "http://127.0.0.1:1",
        ["Storage__Directory"] = Path.Combine(_folder, "data"),
        ["Storage__MasterKey"] = _masterKey,
        ["ServiceClient__Id"] = "csss-test",
        ["ServiceClient__Secret"] = "secret",
        ["ConnectionStrings__broker"] = broker.Address,
        ["Smtp__Host"] = "127.0.0.1",
        ["Mail__SealingKey"] = _masterKey,
        ["Gateway__PublicUrl"] = "http://portal.test/",
        ["Webhooks__AllowPrivateTargets"] = "true",
        ["Webhooks__FirstRetryAfter"] = "00:00:00.500",
        ["Webhooks__LongestRetryAfter"] = "00:00:02",
    };

    private static string Program([CallerFilePath] string here = "") =>
        Path.GetFullPath("../../../artifacts/bin/Csss.Notifications/release/Csss.Notifications.dll", Path.GetDirectoryName(here)!);
}
