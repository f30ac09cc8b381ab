using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Npgsql;

namespace Csss.Testing;

/// <summary>
/// A real PostgreSQL server of the test process's own: a new cluster in a temporary folder, on a free loopback port, run by a user who is not root. Started when
/// the first database is asked for. It ends, and its folder goes, with the process that started it, however that ends.
/// </summary>
internal sealed class PostgresServer
{
    // Reads until this process is gone. The server becomes the shell's child; its input is nobody's.
    private const string UntilWeAreGone = """
        folder=$1; shift
        "$@" & server=$!
        read -r _
        kill -QUIT $server; wait $server; rm -rf "$folder"
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly Lazy<Task<PostgresServer>> Ours = new(StartAsync);

    // Debian keeps one folder a version, and does not put it into PATH.
    private static readonly string? Binaries = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Max(StringComparer.Ordinal)
        : null;

    private static readonly string? Unprivileged = Environment.IsPrivilegedProcess ? UserOf("postgres") ?? UserOf("nobody") : null;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "csss-postgres-" + Guid.NewGuid().ToString("N"));
    private readonly string _password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
    private readonly int _port = FreePorts.One();
    private Process? _server;
    private int _databases;

    /// <summary>Makes an empty database and answers its connection string.</summary>
    public static async Task<string> NewDatabaseAsync()
    {
        var server = await Ours.Value;
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref server._databases)}");
        await server.ExecuteAsync($"CREATE DATABASE {name}");
        return server.Address(name) + ";Maximum Pool Size=20;Connection Idle Lifetime=5;Connection Pruning Interval=2";
    }

    private static async Task<PostgresServer> StartAsync()
    {
        if (Binaries is null) throw new InvalidOperationException("CSSS_DATABASE=postgres, but PostgreSQL is not installed: apt-get install postgresql");

        var server = new PostgresServer();
        await server.MakeAsync();
        return server;
    }

    private async Task MakeAsync()
    {
        Directory.CreateDirectory(_folder);
        var passwordFile = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(passwordFile, _password);
        if (Unprivileged is not null) await RunAsync(["chown", "-R", Unprivileged, _folder]);
        var data = Path.Combine(_folder, "data");
        await RunAsync(Command("initdb", "-D", data, "-U", "test", $"--pwfile={passwordFile}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"));

        // What a crash of the machine would lose is of no interest here; the settings that decide an answer are those of every server.
        var postgres = Command(
            "postgres", "-D", data, "-p", $"{_port}", "-h", "127.0.0.1", "-k", "", "-c", "fsync=off", "-c", "max_connections=500", "-c", "shared_buffers=32MB",
            "-c", "logging_collector=on", "-c", "log_directory=.", "-c", "log_filename=server.log");
        _server = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", UntilWeAreGone, "sh", _folder, .. postgres]) { UseShellExecute = false, RedirectStandardInput = true, WorkingDirectory = "/" })!;
        await Eventually.ShouldAsync("PostgreSQL answers", AnswersAsync, Patience);
    }

    private async Task<bool> AnswersAsync()
    {
        if (_server is { HasExited: true }) throw new InvalidOperationException("PostgreSQL ended while starting.");

        try
        {
            await ExecuteAsync("SELECT 1");
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Address("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private string Address(string database) => $"Host=127.0.0.1;Port={_port};Username=test;Password={_password};Database={database}";

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static string[] Command(string program, params string[] arguments)
    {
        var path = Path.Combine(Binaries!, program);
        return Unprivileged?.Split(':') is [var user, var group] ? ["setpriv", $"--reuid={user}", $"--regid={group}", "--clear-groups", path, .. arguments] : [path, .. arguments];
    }

    private static async Task RunAsync(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        var said = await errors;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', command)} failed: {said}");
    }

    private static string? UserOf(string name) =>
        File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields[0] == name).Select(fields => $"{fields[2]}:{fields[3]}").FirstOrDefault();
}
