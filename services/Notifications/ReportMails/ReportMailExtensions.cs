using Csss.Contracts;
using Csss.ServiceDefaults.Http;

namespace Csss.Notifications.ReportMails;

internal static class ReportMailExtensions
{
    /// <summary>No report comes near this; a larger one would not pass a mail server.</summary>
    private const int LargestPdf = 25 * 1024 * 1024;

    public static WebApplicationBuilder AddReportMails(this WebApplicationBuilder builder)
    {
        builder.Services.AddInternalClient<ReportsClient>(ResourceNames.Reports)
            .ConfigureHttpClient(http => http.MaxResponseContentBufferSize = LargestPdf);
        builder.Services.AddScoped<ReportMail>();
        return builder;
    }
}
