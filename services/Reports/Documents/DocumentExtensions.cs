using Csss.Reports.Documents.Encryption;
using Csss.Reports.Documents.Text;
using Csss.ServiceDefaults;

namespace Csss.Reports.Documents;

internal static class DocumentExtensions
{
    /// <summary>Drawing and encrypting reports.</summary>
    public static WebApplicationBuilder AddDocuments(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<FontOptions>("Reports");
        builder.Services.AddSingleton<FontLibrary>();
        builder.Services.AddSingleton<ReportDrawing>();
        builder.Services.AddSingleton<PdfEncryption>();
        builder.Services.AddSingleton<VerificationCodes>();
        builder.Services.AddHostedService<DocumentStartCheck>();
        return builder;
    }
}
