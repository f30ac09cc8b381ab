using System.Collections.Immutable;
using System.Globalization;
using Csss.LocalHosting.Environment;
using Csss.LocalHosting.Postgres;
using Csss.LocalHosting.Running;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A PostgreSQL server; see <see cref="PostgresBuilderExtensions.AddPostgres"/>.</summary>
public sealed class PostgresServerResource : ContainerResource, IResourceWithConnectionString, IServerProcess
{
    internal const string Tcp = "tcp";
    private readonly ParameterResource? _userName;
    private readonly ParameterResource _password;

    internal PostgresServerResource(string name, ParameterResource? userName, ParameterResource password) : base(name, "postgres")
    {
        _userName = userName;
        _password = password;
    }

    internal List<string> DatabaseNames { get; } = [];

    IEnumerable<string> IServerProcess.Programs => PostgresCluster.Programs;

    ConnectionDetails IResourceWithConnectionString.Describe(Allocation allocation) => Describe(allocation, database: null);

    internal ConnectionDetails Describe(Allocation allocation, string? database)
    {
        if (allocation.ConnectionStrings.TryGetValue(Name, out var given))
            return new(database is null ? given : $"{given};Database={database}", ImmutableDictionary<string, string>.Empty);

        var (user, password) = Credentials(allocation);
        var port = Port(allocation).ToString(CultureInfo.InvariantCulture);
        var uri = $"postgresql://{Uri.EscapeDataString(user)}:{Uri.EscapeDataString(password)}@localhost:{port}";
        var parts = ImmutableDictionary<string, string>.Empty.Add("HOST", "localhost").Add("PORT", port).Add("USERNAME", user).Add("PASSWORD", password);
        var server = $"Host=localhost;Port={port};Username={user};Password={password}";
        return database is null
            ? new(server, parts.Add("URI", uri))
            : new($"{server};Database={database}", parts.Add("URI", $"{uri}/{database}").Add("DATABASENAME", database));
    }

    Task<Launch> IServerProcess.PrepareAsync(Allocation allocation, StateDirectory state, CancellationToken cancellation) =>
        Cluster(allocation).PrepareAsync(state.Data(Name), cancellation);

    Probe IServerProcess.Probe(Allocation allocation) => Cluster(allocation).IsReadyAsync;

    private PostgresCluster Cluster(Allocation allocation) => new(Port(allocation), Credentials(allocation).User, Credentials(allocation).Password, DatabaseNames);

    private (string User, string Password) Credentials(Allocation allocation) =>
        (_userName is null ? "postgres" : allocation.Parameters[_userName.Name], allocation.Parameters[_password.Name]);

    private int Port(Allocation allocation) => allocation.Port(this, Allocation.Endpoint(this, Tcp), 0);
}

/// <summary>A database of a <see cref="PostgresServerResource"/>.</summary>
public sealed class PostgresDatabaseResource : Resource, IResourceWithConnectionString
{
    internal PostgresDatabaseResource(string name, string databaseName, PostgresServerResource parent) : base(name)
    {
        DatabaseName = databaseName;
        Parent = parent;
    }

    /// <summary>As PostgreSQL knows it.</summary>
    public string DatabaseName { get; }

    /// <summary>The server it is on.</summary>
    public PostgresServerResource Parent { get; }

    ConnectionDetails IResourceWithConnectionString.Describe(Allocation allocation) =>
        allocation.ConnectionStrings.TryGetValue(Name, out var given)
            ? new(given, ImmutableDictionary<string, string>.Empty)
            : Parent.Describe(allocation, DatabaseName);
}
