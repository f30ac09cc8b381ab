using System.Collections.Immutable;
using System.Globalization;
using Csss.LocalHosting.Environment;
using Csss.LocalHosting.RabbitMq;
using Csss.LocalHosting.Running;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A RabbitMQ broker; see <see cref="RabbitMqBuilderExtensions.AddRabbitMQ"/>.</summary>
public sealed class RabbitMQServerResource : ContainerResource, IResourceWithConnectionString, IServerProcess
{
    internal const string Amqp = "tcp", Distribution = "distribution", NameService = "names", Management = "management";
    private readonly ParameterResource? _userName;
    private readonly ParameterResource _password;

    internal RabbitMQServerResource(string name, ParameterResource? userName, ParameterResource password) : base(name, "rabbitmq")
    {
        _userName = userName;
        _password = password;
    }

    internal ExecutableResource? NameServer { get; set; }

    IEnumerable<string> IServerProcess.Programs => [RabbitMqNode.Program];

    ConnectionDetails IResourceWithConnectionString.Describe(Allocation allocation)
    {
        if (allocation.ConnectionStrings.TryGetValue(Name, out var given))
            return ConnectionDetails.OfUri(given);

        var (user, password) = Credentials(allocation);
        var port = Port(allocation, Amqp);
        var uri = $"amqp://{Uri.EscapeDataString(user)}:{Uri.EscapeDataString(password)}@localhost:{port}";
        return new(uri, ImmutableDictionary<string, string>.Empty
            .Add("HOST", "localhost").Add("PORT", port.ToString(CultureInfo.InvariantCulture)).Add("USERNAME", user).Add("PASSWORD", password).Add("URI", uri));
    }

    Task<Launch> IServerProcess.PrepareAsync(Allocation allocation, StateDirectory state, CancellationToken cancellation)
    {
        var (user, password) = Credentials(allocation);
        var node = new RabbitMqNode(state.Data(Name))
        {
            AmqpPort = Port(allocation, Amqp),
            DistributionPort = Port(allocation, Distribution),
            NameServicePort = allocation.Port(NameServer!, Allocation.Endpoint(NameServer!, NameService), 0),
            ManagementPort = All<EndpointAnnotation>().Any(e => e.Name == Management) ? Port(allocation, Management) : null,
            User = user,
            Password = password,
        };
        node.WriteFiles();
        return Task.FromResult(node.Launch);
    }

    Probe IServerProcess.Probe(Allocation allocation) => AmqpProbe.Of(Port(allocation, Amqp));

    private (string User, string Password) Credentials(Allocation allocation) =>
        (_userName is null ? Name : allocation.Parameters[_userName.Name], allocation.Parameters[_password.Name]);

    private int Port(Allocation allocation, string endpoint) => allocation.Port(this, Allocation.Endpoint(this, endpoint), 0);
}
