using System.Collections.Frozen;
using Csss.Contracts;

namespace Csss.Messaging.Outbox;

/// <summary>From a name in the outbox back to the record: only types of Contracts can be named.</summary>
internal static class ContractTypes
{
    private static readonly FrozenDictionary<string, Type> ByName = typeof(Ids).Assembly.GetExportedTypes()
        .Where(type => type.Namespace is "Csss.Contracts.Events" or "Csss.Contracts.Commands" && !type.IsAbstract)
        .ToFrozenDictionary(type => type.FullName!, StringComparer.Ordinal);

    public static Type Get(string name) =>
        ByName.TryGetValue(name, out var type) ? type : throw new InvalidOperationException($"The outbox holds a '{name}', which Contracts does not know.");

    /// <summary>A command must reach its one consumer's queue; an event may have no subscriber.</summary>
    public static bool IsCommand(Type type) => type.Namespace == "Csss.Contracts.Commands";
}
