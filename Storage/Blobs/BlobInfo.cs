namespace Csss.Storage.Blobs;

/// <summary>What was stored.</summary>
/// <param name="Id">The blob's name.</param>
/// <param name="Bytes">Length of the plain content.</param>
/// <param name="Sha256">Of the plain content, lower-case hex.</param>
public sealed record BlobInfo(Guid Id, long Bytes, string Sha256);
