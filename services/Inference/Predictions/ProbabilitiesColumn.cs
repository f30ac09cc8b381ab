using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Csss.Inference.Predictions;

/// <summary>Label → percent, kept as JSON in one column.</summary>
internal static class ProbabilitiesColumn
{
    public static void HasJsonConversion(this PropertyBuilder<Dictionary<string, decimal>> column) => column.HasConversion(
        values => JsonSerializer.Serialize(values, JsonSerializerOptions.Default),
        text => JsonSerializer.Deserialize<Dictionary<string, decimal>>(text, JsonSerializerOptions.Default)!,
        new ValueComparer<Dictionary<string, decimal>>(favorStructuralComparisons: false));
}
