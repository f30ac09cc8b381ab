using System.Text.RegularExpressions;

namespace Csss.Contracts.Broker;

/// <summary>
/// What a RabbitMQ user may do: three patterns over the names of queues and exchanges. A service does as it likes with what begins
/// with its own name, publishes to the exchanges of what it publishes, and binds its own queues to the exchanges of what it consumes. MassTransit
/// declares each exchange it uses, which takes the right to configure it. Nothing else: not the default exchange, by which any queue could be
/// written to, and nobody else's queue.
/// </summary>
/// <param name="Configure">What it may declare and delete.</param>
/// <param name="Write">What it may publish to, and bind.</param>
/// <param name="Read">What it may consume, and bind its own to.</param>
public sealed partial record BrokerPermissions(string Configure, string Write, string Read)
{
    /// <summary>What a subscriber's user, and so its queues, are called: <c>subscriber-</c> and a name of its own.</summary>
    public const string SubscriberPrefix = "subscriber-";

    /// <summary>The permissions of one of <see cref="MessageFlow.Services"/>.</summary>
    public static BrokerPermissions Of(string service)
    {
        var (published, consumed) = (MessageFlow.PublishedBy(service).Select(Exchange), MessageFlow.ConsumedBy(service).Select(Exchange));
        if (service == ResourceNames.Notifications) published = published.Append(Escape(MessageFlow.EventExchange));
        return new BrokerPermissions(Pattern(service, published.Union(consumed)), Pattern(service, published), Pattern(service, consumed));
    }

    /// <summary>
    /// A system outside that reads <see cref="MessageFlow.EventExchange"/>: it makes queues that begin with its own name and binds them there. It may publish nothing,
    /// except into queues of its own.
    /// </summary>
    /// <param name="user"><c>subscriber-…</c>, lower-case letters and digits.</param>
    /// <exception cref="ArgumentException">It is not of that form, and might reach what is another's.</exception>
    public static BrokerPermissions OfSubscriber(string user) => IsSubscriber(user)
        ? new BrokerPermissions(Pattern(user, []), Pattern(user, []), Pattern(user, [Escape(MessageFlow.EventExchange)]))
        : throw new ArgumentException($"A subscriber is called {SubscriberPrefix} and lower-case letters and digits.", nameof(user));

    /// <summary>Whether it is a name that <see cref="OfSubscriber"/> takes.</summary>
    public static bool IsSubscriber(string user) => SubscriberName().IsMatch(user);

    /// <summary>Anchored: RabbitMQ looks for a match anywhere in the name.</summary>
    private static string Pattern(string owner, IEnumerable<string> exchanges) =>
        $"^({string.Join('|', exchanges.Order(StringComparer.Ordinal).Prepend($"{owner}-.*"))})$";

    /// <summary>As MassTransit names a message's exchange.</summary>
    private static string Exchange(Type message) => Escape($"{message.Namespace}:{message.Name}");

    private static string Escape(string name) => name.Replace(".", @"\.", StringComparison.Ordinal);

    // No further hyphen: subscriber-lab and subscriber-lab-two would share subscriber-lab-two-queue.
    [GeneratedRegex(@"^subscriber-[a-z0-9]+\z")]
    private static partial Regex SubscriberName();
}
