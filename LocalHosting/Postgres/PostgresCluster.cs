using System.Diagnostics;
using Aspire.Hosting;
using Csss.LocalHosting.Installation;
using Csss.LocalHosting.Running;

namespace Csss.LocalHosting.Postgres;

/// <summary>One private database cluster. PostgreSQL refuses to run as root; root runs it as another user.</summary>
internal sealed class PostgresCluster(int port, string user, string password, IReadOnlyList<string> databases)
{
    private static readonly string Binaries = FindBinaries();
    private static readonly (string User, string Group)? Unprivileged = System.Environment.IsPrivilegedProcess ? FindUnprivileged() : null;

    public static IEnumerable<string> Programs => [Program("postgres"), Program("initdb"), Program("psql"), .. Unprivileged is null ? Array.Empty<string>() : ["setpriv"]];

    /// <summary>Makes the cluster if it is not there, and says how to start its server.</summary>
    public async Task<Launch> PrepareAsync(string folder, CancellationToken cancellation)
    {
        var data = Path.Combine(folder, "cluster");
        if (Unprivileged is not null)
            await RunAsync(new("chown", [Owner, folder], "/"), cancellation);
        if (!Directory.Exists(data))
            await InitialiseAsync(data, cancellation);
        return Command("postgres", "-D", data, "-p", $"{port}", "-h", "127.0.0.1", "-k", "") with { StopSignal = Signals.Interrupt }; // "fast": does not wait for clients
    }

    /// <summary>Whether the server answers and has its databases, which are made on the way.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        if (await QueryAsync("SELECT datname FROM pg_database", cancellation) is not { } existing)
            return false;
        foreach (var database in databases.Except(existing.Split('\n')))
        {
            if (await QueryAsync($"""CREATE DATABASE "{database.Replace("\"", "\"\"")}" """, cancellation) is null)
                return false;
        }

        return true;
    }

    /// <summary>Under another name at first, so that one that was interrupted is not taken for whole.</summary>
    private async Task InitialiseAsync(string data, CancellationToken cancellation)
    {
        var draft = data + ".new";
        if (Directory.Exists(draft))
            Directory.Delete(draft, recursive: true);
        var passwordFile = data + ".password";
        StateDirectory.WritePrivate(passwordFile, password);
        if (Unprivileged is not null)
            await RunAsync(new("chown", [Owner, passwordFile], "/"), cancellation);
        await RunAsync(Command("initdb", "-D", draft, "-U", user, $"--pwfile={passwordFile}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"), cancellation);
        File.Delete(passwordFile);
        Directory.Move(draft, data);
    }

    private async Task<string?> QueryAsync(string sql, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Program("psql"), ["-X", "-A", "-t", "-h", "127.0.0.1", "-p", $"{port}", "-U", user, "-d", "postgres", "-c", sql])
        {
            Environment = { ["PGPASSWORD"] = password, ["PGCONNECT_TIMEOUT"] = "5" },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var psql = Process.Start(start)!;
        var errors = psql.StandardError.ReadToEndAsync(cancellation);
        var answer = await psql.StandardOutput.ReadToEndAsync(cancellation);
        await errors;
        await psql.WaitForExitAsync(cancellation);
        return psql.ExitCode == 0 ? answer : null;
    }

    private static async Task RunAsync(Launch launch, CancellationToken cancellation)
    {
        var said = new List<string>();
        var exitCode = await ChildProcess.Start(launch, line => { lock (said) said.Add(line); }).Exited.WaitAsync(cancellation);
        if (exitCode != 0)
            throw new DistributedApplicationException($"{Path.GetFileName(launch.Arguments.FirstOrDefault(a => a.StartsWith('/')) ?? launch.Program)} {Signals.Describe(exitCode)}: {string.Join(' ', said)}");
    }

    private static Launch Command(string program, params string[] arguments) => Unprivileged is not { } account
        ? new(Program(program), arguments, "/")
        : new("setpriv", [$"--reuid={account.User}", $"--regid={account.Group}", "--clear-groups", Program(program), .. arguments], "/");

    private static string Owner => $"{Unprivileged?.User}:{Unprivileged?.Group}";

    private static string Program(string name) => Path.Combine(Binaries, name);

    /// <summary>Debian keeps one folder a version; elsewhere the programs are in PATH.</summary>
    private static string FindBinaries()
    {
        const string debian = "/usr/lib/postgresql";
        var newest = Directory.Exists(debian) ? Directory.GetDirectories(debian).OrderDescending(StringComparer.Ordinal).FirstOrDefault() : null;
        return newest is null ? "" : Path.Combine(newest, "bin");
    }

    private static (string User, string Group) FindUnprivileged()
    {
        var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).ToDictionary(fields => fields[0], fields => (fields[2], fields[3]), StringComparer.Ordinal);
        return accounts.TryGetValue("postgres", out var postgres) ? postgres : accounts["nobody"];
    }
}
