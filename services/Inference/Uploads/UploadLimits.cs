using System.ComponentModel.DataAnnotations;

namespace Csss.Inference.Uploads;

/// <summary>Section <c>Uploads</c>: how much one request may bring.</summary>
public sealed class UploadLimits
{
    /// <summary>The most that any configuration may allow a request; Kestrel stops reading there.</summary>
    public const long MaximumRequestBytes = 640L << 20;

    /// <summary>Bytes of one file.</summary>
    [Range(1, 512L << 20)]
    public long FileBytes { get; set; } = 50L << 20;

    /// <summary>Bytes of all files of a study.</summary>
    [Range(1, 600L << 20)]
    public long StudyBytes { get; set; } = 500L << 20;

    /// <summary>Files of a study.</summary>
    [Range(1, 64)]
    public int StudyFiles { get; set; } = 64;

    /// <summary>Characters of the notes.</summary>
    public const int NotesCharacters = 4000;
}
