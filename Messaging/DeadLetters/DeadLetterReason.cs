using System.Text;
using RabbitMQ.Client;

namespace Csss.Messaging.DeadLetters;

/// <summary>The fault headers MassTransit leaves on a dead letter.</summary>
internal static class DeadLetterReason
{
    private const string Prefix = "MT-Fault-";

    public static string Of(IReadOnlyBasicProperties properties) =>
        $"{Header(properties, Prefix + "Timestamp")}  {Header(properties, Prefix + "ExceptionType")}: {Header(properties, Prefix + "Message")}";

    public static void Remove(BasicProperties properties)
    {
        foreach (var name in properties.Headers?.Keys.Where(name => name.StartsWith("MT-", StringComparison.Ordinal)).ToList() ?? [])
            properties.Headers!.Remove(name);
    }

    private static string Header(IReadOnlyBasicProperties properties, string name) =>
        properties.Headers?.TryGetValue(name, out var value) == true && value is byte[] text ? Encoding.UTF8.GetString(text) : "-";
}
