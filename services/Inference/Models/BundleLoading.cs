using Csss.Contracts;

namespace Csss.Inference.Models;

/// <summary>One reading of the registry: each bundle that it names is opened once, and one that has not changed is not loaded again.</summary>
internal sealed class BundleLoading(string directory, ServedModels before)
{
    private readonly Dictionary<string, ScanModel?> _opened = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];

    /// <summary>What is served after the registry says <paramref name="entries"/>.</summary>
    public ServedModels Apply(IReadOnlyDictionary<string, RegistryEntry> entries)
    {
        var served = new Dictionary<string, RegistryEntry>(StringComparer.Ordinal);
        var active = new Dictionary<string, ScanModel>(StringComparer.Ordinal);
        var candidates = new Dictionary<string, ScanModel>(StringComparer.Ordinal);
        foreach (var (modality, entry) in entries)
        {
            if ((Find(entry.Bundle, modality) ?? Keep(modality)) is { } model) active[modality] = model;
            else if (before.IsComplete && !before.Entries.ContainsKey(modality)) continue; // New, and refused: it stays a modality without a model.

            served[modality] = entry;
            if (entry.HasCandidate && Find(entry.Candidate!, modality) is { } candidate) candidates[modality] = candidate;
        }

        return new ServedModels(served, active, candidates, _problems);
    }

    private ScanModel? Find(string bundle, string modality) => Open(bundle) is { } model && Fits(model.Manifest, bundle, modality) ? model : null;

    private ScanModel? Open(string bundle)
    {
        if (_opened.TryGetValue(bundle, out var opened)) return opened;

        try
        {
            var read = ModelBundle.Read(Path.Combine(directory, bundle));
            return _opened[bundle] = before.All.Concat(_opened.Values.OfType<ScanModel>()).FirstOrDefault(model => model.Fingerprint == read.Fingerprint) ?? ScanModel.Load(read);
        }
        catch (ModelRefusedException refused)
        {
            _problems.Add(refused.Message);
            return _opened[bundle] = null;
        }
    }

    private bool Fits(ModelManifest manifest, string bundle, string modality)
    {
        var problem = !manifest.Modalities.Contains(modality, StringComparer.Ordinal)
            ? $"{bundle} serves {string.Join(", ", manifest.Modalities)}, but registry.json names it for {modality}."
            : manifest.Study is null && Modalities.IsStudy(modality)
                ? $"{bundle} judges single files only, but {modality} is uploaded as studies of several: its model.json needs \"study\"."
                : null;
        if (problem is not null) _problems.Add(problem);
        return problem is null;
    }

    /// <summary>The model that serves so far goes on, whatever became of the bundle.</summary>
    private ScanModel? Keep(string modality)
    {
        if (!before.Active.TryGetValue(modality, out var model)) return null;

        _problems.Add($"{modality} is still served by {model.Manifest.Name} {model.Manifest.Version}.");
        return model;
    }
}
