using Csss.LocalHosting.Installation;
using Csss.LocalHosting.Postgres;
using Csss.LocalHosting.Running;
using Csss.LocalHosting.Tests.Running;
using Npgsql;

namespace Csss.LocalHosting.Tests.Live;

/// <summary>A private PostgreSQL server, as a client sees it.</summary>
public sealed class PostgresTests : IDisposable
{
    private readonly TemporaryState _state = new();

    public PostgresTests() => Assert.SkipUnless(PostgresCluster.Programs.All(Programs.Exists), "PostgreSQL is not installed");

    [Fact]
    public async Task A_committed_row_survives_kill_9_of_everything()
    {
        await using (var killed = await SampleHost.ReadyAsync(_state, with: "postgres"))
        {
            await ExecuteAsync("CREATE TABLE t AS SELECT 'kept' AS text");
            var server = SampleHost.Running(_state, "db").ProcessId!.Value;
            await killed.StopAsync(Signals.Kill);
            Signals.SendToGroup(server, Signals.Kill);
        }

        await using var next = await SampleHost.ReadyAsync(_state, with: "postgres");

        (await ExecuteAsync("SELECT text FROM t")).ShouldBe("kept");
        (await next.StopAsync(Signals.Terminate)).ShouldBe(0);
        next.Processes().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        await using var host = await SampleHost.ReadyAsync(_state, with: "postgres");

        (await Should.ThrowAsync<PostgresException>(() => ExecuteAsync("SELECT 1", "wrong"))).SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
    }

    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        _state.Dispose();
    }

    private async Task<object?> ExecuteAsync(string sql, string? password = null)
    {
        var port = new Uri(SampleHost.Running(_state, "db").Addresses[0]).Port;
        password ??= File.ReadAllText(Path.Combine(_state.Path, "secrets", "db-password"));
        await using var connection = new NpgsqlConnection($"Host=localhost;Port={port};Username=postgres;Password={password};Database=reports;Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
