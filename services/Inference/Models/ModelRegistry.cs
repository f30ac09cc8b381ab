using Microsoft.Extensions.Options;

namespace Csss.Inference.Models;

/// <summary>
/// Which model serves which modality. A model that was replaced is left to the garbage collector, because a forward pass may still be
/// using it.
/// </summary>
internal sealed class ModelRegistry(IOptions<ModelOptions> options)
{
    private readonly Lock _loading = new();
    private volatile ServedModels _current = ServedModels.None;

    /// <summary>What is served now.</summary>
    public ServedModels Current => _current;

    /// <summary>Whether the registry names a model for the modality. While it cannot be read, nothing is known to be missing.</summary>
    public bool Serves(string modality) => _current.Entries.Count == 0 || _current.Entries.ContainsKey(modality);

    /// <summary>The modality's model, or null while it is not loaded.</summary>
    public ScanModel? Find(string modality) => _current.Active.GetValueOrDefault(modality);

    /// <summary>Whether scans of the modality are to be judged by a candidate, too; also while that one cannot be loaded.</summary>
    public bool HasCandidate(string modality) => _current.Entries.TryGetValue(modality, out var entry) && entry.HasCandidate;

    /// <summary>
    /// Reads the registry and loads what changed. Never throws: what is wrong is in <see cref="ServedModels.Problems"/>, and what served
    /// before goes on.
    /// </summary>
    public void Load()
    {
        lock (_loading)
        {
            try
            {
                _current = new BundleLoading(options.Value.Directory, _current).Apply(RegistryFile.Read(options.Value.Directory));
            }
            catch (ModelRefusedException unreadable)
            {
                _current = _current with { Problems = [unreadable.Message] };
            }
        }
    }
}
