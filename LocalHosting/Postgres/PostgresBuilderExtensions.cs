using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds a PostgreSQL server and its databases.</summary>
public static class PostgresBuilderExtensions
{
    /// <summary>
    /// The server at <c>ConnectionStrings:{name}</c> if there is one, else a private one of the installed PostgreSQL: on loopback alone, with its own
    /// credentials, its data in the state directory.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Of the resource.</param>
    /// <param name="userName"><c>postgres</c> by default.</param>
    /// <param name="password">A generated secret by default, the parameter <c>{name}-password</c>.</param>
    /// <param name="port">A free one by default.</param>
    public static IResourceBuilder<PostgresServerResource> AddPostgres(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null)
    {
        password ??= builder.AddParameter($"{name}-password", secret: true);
        return builder.AddResource(new PostgresServerResource(name, userName?.Resource, password.Resource))
            .WithAnnotation(new EndpointAnnotation(PostgresServerResource.Tcp, "postgres") { Port = port });
    }

    /// <summary>A database of that server; it is made if it is not there.</summary>
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null)
    {
        var database = new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource);
        builder.Resource.DatabaseNames.Add(database.DatabaseName);
        return builder.ApplicationBuilder.AddResource(database);
    }

    /// <summary>Has no meaning here: data is always kept.</summary>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(
        this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false) =>
        isReadOnly ? throw new DistributedApplicationException($"A server cannot keep its data in a read-only volume ('{name}').") : builder;
}
