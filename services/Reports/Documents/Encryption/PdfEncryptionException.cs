namespace Csss.Reports.Documents.Encryption;

/// <summary>libqpdf refused to encrypt a document.</summary>
internal sealed class PdfEncryptionException(string step, string detail) : Exception($"libqpdf failed to {step} the report: {detail}");
