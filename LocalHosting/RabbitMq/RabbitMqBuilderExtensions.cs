using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds a RabbitMQ broker.</summary>
public static class RabbitMqBuilderExtensions
{
    /// <summary>
    /// The broker at <c>ConnectionStrings:{name}</c> if there is one, else a private node of the installed rabbitmq-server: on loopback alone,
    /// with its own credentials, its data in the state directory.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Of the resource and of the connection.</param>
    /// <param name="userName">Named as the resource by default.</param>
    /// <param name="password">A generated secret by default, the parameter <c>{name}-password</c>.</param>
    /// <param name="port">A free one by default.</param>
    public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null)
    {
        password ??= builder.AddParameter($"{name}-password", secret: true);
        var server = new RabbitMQServerResource(name, userName?.Resource, password.Resource);
        server.Annotations.Add(new EndpointAnnotation(RabbitMQServerResource.Amqp, "amqp") { Port = port });
        server.Annotations.Add(new EndpointAnnotation(RabbitMQServerResource.Distribution, "erlang") { IsPrivate = true });

        // Erlang's name service, on a port of this node's own: the machine-wide one would be started as a daemon and left behind.
        var names = builder.AddExecutable($"{name}-epmd", "epmd", ".")
            .WithEndpoint(scheme: "epmd", name: RabbitMQServerResource.NameService, env: "ERL_EPMD_PORT")
            .WithEnvironment("ERL_EPMD_ADDRESS", "127.0.0.1")
            .WithAnnotation(new BackgroundAnnotation(server));
        server.NameServer = names.Resource;
        return builder.AddResource(server).WaitFor(names);
    }

    /// <summary>Has no meaning here: data is always kept.</summary>
    public static IResourceBuilder<RabbitMQServerResource> WithDataVolume(
        this IResourceBuilder<RabbitMQServerResource> builder, string? name = null, bool isReadOnly = false) =>
        isReadOnly ? throw new DistributedApplicationException($"A broker cannot keep its data in a read-only volume ('{name}').") : builder;

    /// <summary>The management plugin, on a port of its own.</summary>
    public static IResourceBuilder<RabbitMQServerResource> WithManagementPlugin(this IResourceBuilder<RabbitMQServerResource> builder) =>
        builder.WithHttpEndpoint(name: RabbitMQServerResource.Management);
}
