using System.Collections.Frozen;
using Csss.Contracts;

namespace Csss.Messaging.Outbox;

/// <summary>From a name in the outbox back to the record: only types of Contracts can be named.</summary>
internal static class ContractTypes
{
    private static readonly FrozenDictionary<string, Type> ByName = typeof(Ids).Assembly.GetExportedTypes()
        .Where(type => type.Namespace is "Csss.Contracts.Events" or "Csss.Contracts.Commands" && !type.IsAbstract)
        .ToFrozenDictionary(type => type.FullName!, StringComparer.Ordinal);

    public static Type? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The name to write; a type that could not be read back is refused where it is written, not when it is sent.</summary>
    public static string NameOf(Type type) =>
        ByName.ContainsKey(type.FullName!) ? type.FullName! : throw new ArgumentException($"{type} is not an event or command of Contracts.", nameof(type));

    /// <summary>A command must reach its one consumer's queue, and an audit entry the trail; any other event may have no subscriber.</summary>
    public static bool MustArrive(Type type) => type.Namespace == "Csss.Contracts.Commands" || type == typeof(Csss.Contracts.Events.AccessRecorded);
}
