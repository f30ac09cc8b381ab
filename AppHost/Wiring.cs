using Csss.Contracts;
using Microsoft.Extensions.Configuration;

namespace Csss.AppHost;

/// <summary>What each service has of its own: a user at the broker, a database, a folder and a key. The gateway needs none of them.</summary>
internal sealed class Wiring(
    IDistributedApplicationBuilder builder, string state, string publicUrl,
    IResourceBuilder<RabbitMQServerResource> broker, IResourceBuilder<ProjectResource> brokerUsers, IResourceBuilder<PostgresServerResource>? postgres)
{
    public IResourceBuilder<ProjectResource> Service<TProject>(string name) where TProject : IProjectMetadata, new() => WithDatabase(AtBroker(Project<TProject>(name), name), name)
        .WithEnvironment("Storage__Directory", Path.Combine(state, "data", name))
        .WithEnvironment("Storage__MasterKey", builder.AddParameter($"{name}-master-key", secret: true));

    public IResourceBuilder<ProjectResource> Project<TProject>(string name) where TProject : IProjectMetadata, new() => builder.AddProject<TProject>(name)
        .WithEnvironment("Auth__Issuer", publicUrl)
        .WithEnvironment("Gateway__PublicUrl", publicUrl)
        .WithHttpHealthCheck("/health");

    /// <summary>With a broker of the site's own, the site has made the users, and the connection string names one.</summary>
    public static bool IsOurs(IConfiguration configuration) => string.IsNullOrEmpty(configuration[$"ConnectionStrings:{ResourceNames.Broker}"]);

    private IResourceBuilder<ProjectResource> WithDatabase(IResourceBuilder<ProjectResource> service, string name) =>
        postgres is null ? service : service.WithReference(postgres.AddDatabase($"{name}-db", $"csss_{name}"), ResourceNames.Database).WaitFor(postgres);

    private IResourceBuilder<ProjectResource> AtBroker(IResourceBuilder<ProjectResource> service, string name)
    {
        if (!IsOurs(builder.Configuration)) return service.WithReference(broker);

        var password = builder.AddParameter($"{name}-broker-password", secret: true);
        brokerUsers.WithEnvironment($"Users__{name}__Password", password);
        var address = broker.GetEndpoint("tcp");
        return service.WaitForCompletion(brokerUsers) // else it is refused at first, and waits before it asks again
            .WithEnvironment("Broker__Host", address.Property(EndpointProperty.Host)).WithEnvironment("Broker__Port", address.Property(EndpointProperty.Port))
            .WithEnvironment("Broker__User", name).WithEnvironment("Broker__Password", password);
    }
}
