using System.Collections.Concurrent;

namespace Csss.Gateway.Health;

/// <summary>The services that have been well at least once since the gateway started.</summary>
internal sealed class SeenServices
{
    private readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);

    public void Add(string service) => _seen.TryAdd(service, true);

    public bool Contains(string service) => _seen.ContainsKey(service);
}
