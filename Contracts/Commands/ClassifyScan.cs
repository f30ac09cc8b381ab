namespace Csss.Contracts.Commands;

/// <summary>Classify a scan again; sent by retry alone.</summary>
public sealed record ClassifyScan(Guid ScanId, int Attempt);
