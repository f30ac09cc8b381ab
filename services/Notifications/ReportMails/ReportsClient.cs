using System.Net;
using Csss.Notifications.Deliveries;
using Csss.Notifications.Email;
using Csss.Notifications.Recipients;

namespace Csss.Notifications.ReportMails;

/// <summary><c>GET /internal/reports/{id}/pdf</c> of Reports: the encrypted file, its name, and the trace of the scan's upload.</summary>
internal sealed class ReportsClient(HttpClient http)
{
    private const string FallbackName = "report.pdf";

    /// <exception cref="DeliveryException">There is no such report, or Reports does not answer.</exception>
    public async Task<ReportFile> GetAsync(Guid reportId, CancellationToken cancellationToken)
    {
        using var response = await ServiceCall.SendAsync(token => http.GetAsync($"/internal/reports/{reportId:D}/pdf", token), cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
            throw new DeliveryException(DeliveryCodes.NoReport, isPermanent: true, "there is no such report");

        ServiceCall.EnsureSuccess(response);
        var disposition = response.Content.Headers.ContentDisposition;
        var name = Path.GetFileName(disposition?.FileNameStar ?? disposition?.FileName?.Trim('"'));
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return new ReportFile(
            new MailAttachment(string.IsNullOrEmpty(name) ? FallbackName : name, "application/pdf", bytes),
            response.Headers.TryGetValues("X-Trace-Parent", out var values) ? values.FirstOrDefault() : null);
    }
}

/// <param name="UploadTraceParent">W3C trace parent of the scan's upload.</param>
internal sealed record ReportFile(MailAttachment Pdf, string? UploadTraceParent);
