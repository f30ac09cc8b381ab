using Csss.Reports.Documents.Encryption;
using Csss.Reports.Documents.Text;

namespace Csss.Reports.Documents;

/// <summary>Finds out at start, not at the first signature, that fonts or libqpdf are missing.</summary>
internal sealed partial class DocumentStartCheck(FontLibrary fonts, PdfEncryption encryption, ILogger<DocumentStartCheck> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        LogReady(logger, fonts.FamilyCount, encryption.Version);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "Reports are drawn with {Families} font families and encrypted by libqpdf {Version}")]
    private static partial void LogReady(ILogger logger, int families, string version);
}
