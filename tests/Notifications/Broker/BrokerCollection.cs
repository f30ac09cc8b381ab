using Csss.Testing;

namespace Csss.Notifications.Tests.Broker;

/// <summary>The tests with a real broker share one node and run one after the other: one of them stops it.</summary>
[CollectionDefinition(Name)]
public sealed class BrokerCollection : ICollectionFixture<RabbitMqNode>
{
    public const string Name = "broker";
}
