namespace Csss.Inference.Models;

/// <summary>What is served at one moment. Replaced whole, so that no reader sees half of a change.</summary>
/// <param name="Entries">What the registry asked for.</param>
/// <param name="Active">Modality → the model that answers.</param>
/// <param name="Candidates">Modality → the model in its shadow.</param>
/// <param name="Problems">What an operator has to mend.</param>
internal sealed record ServedModels(
    IReadOnlyDictionary<string, RegistryEntry> Entries,
    IReadOnlyDictionary<string, ScanModel> Active,
    IReadOnlyDictionary<string, ScanModel> Candidates,
    IReadOnlyList<string> Problems)
{
    /// <summary>Before the first load.</summary>
    public static readonly ServedModels None = new(
        new Dictionary<string, RegistryEntry>(StringComparer.Ordinal), new Dictionary<string, ScanModel>(StringComparer.Ordinal),
        new Dictionary<string, ScanModel>(StringComparer.Ordinal), ["The models are not loaded yet."]);

    /// <summary>Whether the registry could be read once, and each modality that it names has a model.</summary>
    public bool IsComplete => Entries.Count > 0 && Entries.Keys.All(Active.ContainsKey);

    /// <summary>Each once.</summary>
    public IEnumerable<ScanModel> All => Active.Values.Concat(Candidates.Values).Distinct();
}
