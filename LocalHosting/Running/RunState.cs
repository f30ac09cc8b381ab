using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Csss.LocalHosting.Environment;

namespace Csss.LocalHosting.Running;

/// <summary>What runs where, for people (the table) and for scripts (<c>running.json</c> in the state directory). Neither holds a secret.</summary>
internal sealed class RunState(IReadOnlyList<Instance> instances, Allocation allocation, StateDirectory state)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly Lock _one = new();
    private readonly string _file = Path.Combine(state.Path, "running.json");

    public void Save()
    {
        lock (_one)
        {
            StateDirectory.WritePrivate(_file, JsonSerializer.Serialize(
                instances.Select(i => new Entry(i.Name, i.ProcessId, Addresses(i), i.LogPath)), Json));
        }
    }

    public void Delete() => File.Delete(_file);

    public IReadOnlyList<string[]> Table() =>
    [
        ["name", "address", "log"],
        .. from instance in instances
           where !instance.Resource.Annotations.OfType<BackgroundAnnotation>().Any()
           select (string[])[instance.Name, string.Join(" ", Addresses(instance)), Path.GetRelativePath(Directory.GetCurrentDirectory(), instance.LogPath)],
    ];

    private string[] Addresses(Instance instance) =>
    [
        .. from endpoint in instance.Resource.Annotations.OfType<EndpointAnnotation>()
           where !endpoint.IsPrivate
           orderby endpoint.UriScheme is "http" or "https" descending
           select allocation.Url(instance.Resource, endpoint, instance.Replica),
    ];

    private sealed record Entry(string Name, int? ProcessId, string[] Addresses, string Log);
}
