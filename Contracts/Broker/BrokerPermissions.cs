namespace Csss.Contracts.Broker;

/// <summary>
/// What a service's RabbitMQ user may do: three patterns over the names of queues and exchanges. A service does as it likes with what begins
/// with its own name, publishes to the exchanges of what it publishes, and binds its own queues to the exchanges of what it consumes. MassTransit
/// declares each exchange it uses, which takes the right to configure it. Nothing else: not the default exchange, by which any queue could be
/// written to, and nobody else's queue.
/// </summary>
/// <param name="Configure">What it may declare and delete.</param>
/// <param name="Write">What it may publish to, and bind.</param>
/// <param name="Read">What it may consume, and bind its own to.</param>
public sealed record BrokerPermissions(string Configure, string Write, string Read)
{
    /// <summary>The permissions of one of <see cref="MessageFlow.Services"/>.</summary>
    public static BrokerPermissions Of(string service)
    {
        var (published, consumed) = (MessageFlow.PublishedBy(service), MessageFlow.ConsumedBy(service));
        return new BrokerPermissions(Pattern(service, published.Union(consumed)), Pattern(service, published), Pattern(service, consumed));
    }

    /// <summary>Anchored: RabbitMQ looks for a match anywhere in the name.</summary>
    private static string Pattern(string service, IEnumerable<Type> messages) =>
        $"^({service}-.*|{string.Join('|', messages.Select(Exchange).Order(StringComparer.Ordinal))})$";

    /// <summary>As MassTransit names a message's exchange, with the dots escaped.</summary>
    private static string Exchange(Type message) => $"{message.Namespace}:{message.Name}".Replace(".", @"\.", StringComparison.Ordinal);
}
