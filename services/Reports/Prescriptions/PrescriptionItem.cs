using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Csss.Reports.Prescriptions;

/// <summary>One drug, in the doctor's words.</summary>
internal sealed record PrescriptionItem(string Drug, string Dose, string Frequency, string Duration, string? Notes);

/// <summary>The lines in their order, as JSON in one column: they are written once and read together.</summary>
internal static class ItemsColumn
{
    public static void HasJsonConversion(this PropertyBuilder<IReadOnlyList<PrescriptionItem>> column) => column.HasConversion(
        items => JsonSerializer.Serialize(items, JsonSerializerOptions.Default),
        text => JsonSerializer.Deserialize<List<PrescriptionItem>>(text, JsonSerializerOptions.Default)!,
        new ValueComparer<IReadOnlyList<PrescriptionItem>>(favorStructuralComparisons: false));
}
