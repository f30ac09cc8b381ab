using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace Csss.Messaging.Broker;

/// <summary>Connections past MassTransit, as this service's own user, for what is no message between our services.</summary>
public sealed class BrokerConnections
{
    private readonly BrokerOptions _options;

    internal BrokerConnections(IOptions<BrokerOptions> options) => _options = options.Value;

    /// <summary>Opens one that does not mend itself: whoever uses it opens another.</summary>
    /// <param name="name">Shown in the broker's list of connections.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RabbitMQ.Client.Exceptions.BrokerUnreachableException">The broker does not answer, or does not believe this service.</exception>
    public Task<IConnection> OpenAsync(string name, CancellationToken cancellationToken)
    {
        var factory = _options.CreateFactory();
        factory.AutomaticRecoveryEnabled = false;
        return factory.CreateConnectionAsync(name, cancellationToken);
    }
}
