namespace Csss.Inference.Scans;

/// <summary>One file of a scan. The bytes are in the blob store, as they came.</summary>
internal sealed class ScanFile
{
    public long Id { get; init; }

    /// <summary>Its place in the study, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>As the doctor's computer called it, without a path. Shown to doctors in care, written nowhere else.</summary>
    public required string Name { get; init; }

    public required long Bytes { get; init; }

    /// <summary>Upright.</summary>
    public required int Width { get; init; }

    /// <summary>Upright.</summary>
    public required int Height { get; init; }

    /// <summary>Of the file as it came, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    public required Guid BlobId { get; init; }

    /// <summary>Samples have 16 bits: the viewer stretches them.</summary>
    public required bool SixteenBit { get; init; }
}
