using System.Text.Json;
using Csss.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Csss.Inference.Models;

/// <summary>
/// Which model serves which modality. A snapshot is replaced whole, so that readers never see half of a change; a model that was
/// replaced is left to the garbage collector, because a forward pass may still be using it.
/// </summary>
internal sealed class ModelRegistry(IOptions<ModelOptions> options)
{
    private Snapshot _current = new(new(StringComparer.Ordinal), new(StringComparer.Ordinal), ["The models are not loaded yet."]);

    /// <summary>What an operator has to mend; empty when every model the registry names is loaded.</summary>
    public IReadOnlyList<string> Problems => _current.Problems;

    /// <summary>The loaded models, each once.</summary>
    public IEnumerable<ScanModel> Models => _current.Loaded.Values.Distinct();

    /// <summary>Whether the registry names a model for the modality. While it cannot be read, nothing is known to be missing.</summary>
    public bool Serves(string modality) => _current.Entries.Count == 0 || _current.Entries.ContainsKey(modality);

    /// <summary>The modality's model, or null while it is not loaded.</summary>
    public ScanModel? Find(string modality) => _current.Loaded.GetValueOrDefault(modality);

    /// <summary>Reads the registry and loads what it names. Never throws: what is wrong is in <see cref="Problems"/>.</summary>
    public void Load()
    {
        var directory = options.Value.Directory;
        try
        {
            using var file = File.OpenRead(Path.Combine(directory, "registry.json"));
            var entries = JsonSerializer.Deserialize<Dictionary<string, Entry>>(file, ApiJson.Options) ?? throw new JsonException("registry.json is empty.");
            _current = LoadEntries(directory, entries);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            _current = _current with { Problems = [$"{directory}: registry.json cannot be read: {unreadable.Message}"] };
        }
    }

    private static Snapshot LoadEntries(string directory, Dictionary<string, Entry> entries)
    {
        var loaded = new Dictionary<string, ScanModel>(StringComparer.Ordinal);
        var problems = new List<string>();
        foreach (var sharing in entries.GroupBy(entry => entry.Value.Bundle, entry => entry.Key, StringComparer.Ordinal))
        {
            try
            {
                var model = ScanModel.Load(ModelBundle.Read(Path.Combine(directory, sharing.Key)));
                foreach (var modality in sharing) loaded[modality] = model;
            }
            catch (ModelRefusedException refused)
            {
                problems.Add(refused.Message);
            }
        }

        return new Snapshot(entries, loaded, problems);
    }

    private sealed record Entry(string Bundle);

    private sealed record Snapshot(Dictionary<string, Entry> Entries, Dictionary<string, ScanModel> Loaded, IReadOnlyList<string> Problems);
}
