using Csss.Testing;

namespace Csss.Messaging.Tests.Broker;

/// <summary>The tests with a real broker share one node and run one after the other: some of them stop it.</summary>
[CollectionDefinition(Name)]
public sealed class BrokerCollection : ICollectionFixture<RabbitMqNode>
{
    public const string Name = "broker";
}
