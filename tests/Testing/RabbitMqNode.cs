using System.Diagnostics;
using System.Security.Cryptography;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Xunit;

namespace Csss.Testing;

/// <summary>
/// A real broker of the test's own: one node of the installed rabbitmq-server, all its files in a temporary folder, on free loopback
/// ports and with a name service of its own, so that copies live side by side. Nothing of it is left after <see cref="DisposeAsync"/>.
/// </summary>
public sealed class RabbitMqNode : IAsyncLifetime
{
    // Debian's wrapper in /usr/sbin changes user, and so cannot be used for a private node.
    private const string Server = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const string NameService = "/usr/bin/epmd";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _folder = Directory.CreateTempSubdirectory("csss-rabbit-").FullName;
    private readonly string _password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
    private readonly int[] _ports = FreePorts.Several(4);
    private Process? _names;
    private Process? _node;

    /// <summary>Whether a broker can be started here.</summary>
    public static bool IsInstalled => File.Exists(Server) && File.Exists(NameService);

    /// <summary>Why not, for <c>Assert.SkipUnless(RabbitMqNode.IsInstalled, RabbitMqNode.NotInstalled)</c>.</summary>
    public const string NotInstalled = "rabbitmq-server is not installed: apt-get install rabbitmq-server";

    /// <summary>The connection string; it stays the same over restarts.</summary>
    public string Address => $"amqp://test:{_password}@127.0.0.1:{_ports[0]}";

    /// <summary>The connection string of another user.</summary>
    public string AddressOf(string user, string password) => new UriBuilder(Address) { UserName = user, Password = password }.Uri.ToString();

    /// <summary>With one, the node speaks TLS too.</summary>
    public TestCertificate? Certificate { get; init; }

    /// <summary>The connection string with TLS.</summary>
    public string SecureAddress => $"amqps://test:{_password}@localhost:{_ports[3]}";

    /// <summary>What the node printed.</summary>
    public string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "";

    private string LogFile => Path.Combine(_folder, "rabbit.log");

    /// <summary>Starts the node, unless none is installed.</summary>
    public async ValueTask InitializeAsync()
    {
        if (IsInstalled) await StartAsync();
    }

    /// <summary>Starts it, the first time or again with its data and on its port, and waits until it takes connections.</summary>
    public async Task StartAsync()
    {
        WriteFiles();
        _names ??= Run(NameService);
        _node = Run(Server);
        try
        {
            await Eventually.ShouldAsync("RabbitMQ answers", AnswersAsync, Patience);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message}. Its log:\n{Log}", exception);
        }
    }

    /// <summary>Stops it as an operator would (SIGTERM); its data stays.</summary>
    public Task StopAsync() => EndAsync(terminate: true);

    /// <summary>Kills it (SIGKILL); its data stays as it happens to lie.</summary>
    public Task KillAsync() => EndAsync(terminate: false);

    /// <summary>A connection of the test's own, to look into the broker.</summary>
    public Task<IConnection> ConnectAsync() =>
        new ConnectionFactory { Uri = new Uri(Address), AutomaticRecoveryEnabled = false, RequestedConnectionTimeout = TimeSpan.FromSeconds(2) }.CreateConnectionAsync();

    /// <summary>Messages waiting in a queue; null when there is no such queue.</summary>
    public async Task<uint?> CountAsync(string queue)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue)).MessageCount;
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == 404)
        {
            return null;
        }
    }

    /// <summary>Runs <c>rabbitmqctl</c> against this node and answers what it printed.</summary>
    public async Task<string> ControlAsync(params string[] arguments)
    {
        var start = Describe("/usr/lib/rabbitmq/bin/rabbitmqctl");
        foreach (var argument in arguments.Prepend("--silent")) start.ArgumentList.Add(argument);
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"rabbitmqctl {string.Join(' ', arguments)} failed: {output}");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await EndAsync(Interlocked.Exchange(ref _names, null), terminate: false);
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    private Task EndAsync(bool terminate) => EndAsync(Interlocked.Exchange(ref _node, null), terminate);

    private async Task EndAsync(Process? process, bool terminate)
    {
        if (process is null) return;

        using (process)
        {
            if (terminate) Process.Start("kill", ["-TERM", $"{process.Id}"]).WaitForExit();
            else process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync().WithinAsync(Patience, () => $"RabbitMQ ends. Its log:\n{Log}");
        }
    }

    private async Task<bool> AnswersAsync()
    {
        if (_node is null or { HasExited: true }) throw new InvalidOperationException("RabbitMQ ended while starting:\n" + Log);

        try
        {
            await using var connection = await ConnectAsync();
            return true;
        }
        catch (Exception exception) when (exception is BrokerUnreachableException or IOException or OperationInterruptedException)
        {
            return false;
        }
    }

    private Process Run(string program)
    {
        // The shell only sends the output to a file and becomes the program: a pipe would need somebody to read it.
        var start = Describe("/bin/sh");
        foreach (var argument in (string[])["-c", "exec \"$0\" >> \"$1\" 2>&1", program, LogFile]) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private ProcessStartInfo Describe(string program) => new(program)
    {
        WorkingDirectory = _folder,
        Environment =
        {
            ["RABBITMQ_NODENAME"] = "test@localhost",
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(_folder, "mnesia"),
            ["RABBITMQ_LOG_BASE"] = _folder,
            ["RABBITMQ_CONFIG_FILE"] = Path.Combine(_folder, "rabbitmq.config"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(_folder, "enabled_plugins"),
            ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
            ["RABBITMQ_DIST_PORT"] = $"{_ports[1]}",
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1} +S 1",
            ["RUNNING_UNDER_SYSTEMD"] = "true", // makes the script exec: the process started is the node itself
            ["ERL_EPMD_PORT"] = $"{_ports[2]}",
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["HOME"] = _folder,
            ["LANG"] = "C.UTF-8",
        },
    };

    private string Tls => Certificate is null ? "" : $$"""

                {ssl_listeners, [{"127.0.0.1", {{_ports[3]}}}]},
                {ssl_options, [{certfile, "{{Certificate.CertificateFile}}"}, {keyfile, "{{Certificate.KeyFile}}"}, {versions, ['tlsv1.3', 'tlsv1.2']}]},
        """;

    private void WriteFiles()
    {
        File.WriteAllText(Path.Combine(_folder, "enabled_plugins"), "[].");
        File.WriteAllText(Path.Combine(_folder, "rabbitmq.config"), $$"""
            [{rabbit, [
                {tcp_listeners, [{"127.0.0.1", {{_ports[0]}}}]},{{Tls}}
                {default_user, <<"test">>},
                {default_pass, <<"{{_password}}">>},
                {log, [{console, [{enabled, true}, {level, warning}]}, {file, [{file, false}]}]}
            ]}].
            """);
    }
}
