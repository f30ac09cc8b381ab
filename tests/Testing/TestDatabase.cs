using System.Collections.Concurrent;
using Csss.Storage;
using Csss.Storage.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Testing;

/// <summary>
/// Which database the services of the tests have: SQLite, or with <c>CSSS_DATABASE=postgres</c> in the environment one each on a PostgreSQL server of this
/// process. <c>make test</c> runs all tests on the first, and those with <see cref="Every"/> on the second too.
/// </summary>
public static class TestDatabase
{
    /// <summary>Name and value of the trait: <c>[Trait(TestDatabase.Trait, TestDatabase.Every)]</c>.</summary>
    public const string Trait = "Database";

    /// <summary>Holds, and is tested, on every database.</summary>
    public const string Every = "every";

    private static readonly ConcurrentDictionary<string, Lazy<string>> OfFolders = new(StringComparer.Ordinal);

    /// <summary>Whether it is PostgreSQL.</summary>
    public static bool IsPostgres { get; } = Environment.GetEnvironmentVariable("CSSS_DATABASE") == "postgres";

    /// <summary>For a context without a service around it, as the service with that folder has it.</summary>
    public static void Use(DbContextOptionsBuilder context, string folder) =>
        new DatabaseChoice(Options.Create(new StorageOptions { Directory = folder, ConnectionString = Of(folder) })).Apply(context);

    /// <summary>
    /// The connection string for the service whose folder that is: services with the same folder are replicas, and have the same database. Null on SQLite.
    /// </summary>
    public static string? Of(string folder) =>
        IsPostgres ? OfFolders.GetOrAdd(folder, _ => new Lazy<string>(() => Task.Run(PostgresServer.NewDatabaseAsync).GetAwaiter().GetResult())).Value : null;
}
