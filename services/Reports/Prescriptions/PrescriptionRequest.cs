using Csss.ServiceDefaults.Problems;

namespace Csss.Reports.Prescriptions;

/// <summary>What a doctor gives when prescribing.</summary>
internal sealed record PrescriptionRequest(Guid PatientId, Guid? ScanId = null, IReadOnlyList<ItemRequest?>? Items = null)
{
    public const int MostItems = 20;

    /// <summary>In bytes: the most and longest lines with every character escaped, and some room.</summary>
    public const int LargestBody = 256 * 1024;

    public IReadOnlyList<PrescriptionItem> Lines => [.. Items!.Select(item => item!.ToItem())];

    public ApiProblem? Problem()
    {
        if (PatientId == Guid.Empty) return ApiProblem.Invalid("patient_id", "A patient is needed.");
        if (Items is not { Count: >= 1 and <= MostItems }) return ApiProblem.Invalid("items", $"Between 1 and {MostItems} drugs.");

        var errors = Items.SelectMany((item, index) => (item ?? new ItemRequest()).Errors($"items[{index}]"))
            .ToDictionary(error => error.Field, error => new[] { error.Text }, StringComparer.Ordinal);
        return errors.Count > 0 ? ApiProblem.Invalid(errors) : null;
    }
}

internal sealed record ItemRequest(string? Drug = null, string? Dose = null, string? Frequency = null, string? Duration = null, string? Notes = null)
{
    public const int LongestDrug = 200, LongestDetail = 100, LongestNotes = 500;

    public IEnumerable<(string Field, string Text)> Errors(string at)
    {
        foreach (var (field, text, longest) in new[] { ("drug", Drug, LongestDrug), ("dose", Dose, LongestDetail), ("frequency", Frequency, LongestDetail), ("duration", Duration, LongestDetail) })
            if (!FreeText.IsLine(text, longest))
                yield return ($"{at}.{field}", $"Needed: 1 to {longest} characters on one line.");
        if (!FreeText.IsNote(Notes, LongestNotes)) yield return ($"{at}.notes", $"At most {LongestNotes} characters.");
    }

    public PrescriptionItem ToItem() => new(Drug!.Trim(), Dose!.Trim(), Frequency!.Trim(), Duration!.Trim(), FreeText.Given(Notes));
}
