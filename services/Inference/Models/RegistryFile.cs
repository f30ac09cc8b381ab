using System.Text.Json;
using Csss.ServiceDefaults;

namespace Csss.Inference.Models;

/// <summary>What <c>registry.json</c> says of one modality.</summary>
/// <param name="Bundle">The bundle that serves it, relative to the registry.</param>
/// <param name="Candidate">A bundle that runs in its shadow; null: none.</param>
internal sealed record RegistryEntry(string Bundle, string? Candidate = null)
{
    /// <summary>A candidate that already serves has nothing left to prove.</summary>
    public bool HasCandidate => Candidate is not null && Candidate != Bundle;
}

/// <summary><c>registry.json</c>.</summary>
internal static class RegistryFile
{
    public const string Name = "registry.json";

    private static readonly JsonSerializerOptions Strict =
        new(ApiJson.Options) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>Modality → entry.</summary>
    /// <exception cref="ModelRefusedException">It cannot be read.</exception>
    public static Dictionary<string, RegistryEntry> Read(string directory)
    {
        try
        {
            var entries = JsonSerializer.Deserialize<Dictionary<string, RegistryEntry?>>(File.ReadAllBytes(Path.Combine(directory, Name)), Strict)
                ?? [];
            if (entries.Count == 0) throw new JsonException("it names no modality.");
            return entries.ToDictionary(entry => entry.Key, entry => entry.Value ?? throw new JsonException($"{entry.Key} names no bundle."), StringComparer.Ordinal);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ModelRefusedException($"{directory}: {Name} cannot be read: {unreadable.Message}", unreadable);
        }
    }
}
