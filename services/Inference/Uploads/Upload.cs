using Csss.Contracts;
using Csss.Inference.Scans;
using Csss.ServiceDefaults.Problems;

namespace Csss.Inference.Uploads;

/// <summary>What an upload brought: its fields as text, and its files, already stored.</summary>
internal sealed class Upload
{
    public Dictionary<string, string> Fields { get; } = new(StringComparer.Ordinal);

    public List<StoredFile> Files { get; } = [];

    public Guid PatientId { get; private set; }

    public string Modality { get; private set; } = Modalities.ChestXray;

    public string? Notes { get; private set; }

    /// <summary>Once all parts are read: they may come in any order.</summary>
    /// <exception cref="UploadRefusedException">Something is missing or wrong.</exception>
    public void Validate()
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (Guid.TryParse(Field("patient_id"), out var patientId)) PatientId = patientId;
        else errors["patient_id"] = ["The patient's id is needed."];

        Modality = Field("modality") ?? Modalities.ChestXray;
        if (!Modalities.All.Contains(Modality, StringComparer.Ordinal)) errors["modality"] = ["One of: " + string.Join(", ", Modalities.All)];

        Notes = Field("notes");
        if (Notes?.Length > UploadLimits.NotesCharacters) errors["notes"] = [$"At most {UploadLimits.NotesCharacters} characters."];
        else if (Notes?.Contains('\0') == true) errors["notes"] = ["No NUL characters."]; // PostgreSQL stores none.

        if (Files.Count == 0) errors["file"] = ["A file is needed."];
        else if (Files.Count > 1 && !Modalities.IsStudy(Modality)) errors["file"] = ["This modality takes one file."];
        if (errors.Count > 0) throw new UploadRefusedException(ApiProblem.Invalid(errors));
    }

    private string? Field(string name) => Fields.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}
