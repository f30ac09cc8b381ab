using Csss.Reports.Documents;
using Csss.Reports.People;
using Csss.Reports.Scans;

namespace Csss.Reports.Reports;

/// <summary>Gathers what a report shows from the services that own it.</summary>
internal sealed class ReportComposer(InferenceClient inference, IdentityClient identity)
{
    /// <summary>Unsigned content.</summary>
    /// <exception cref="UnavailableException">Inference or Identity did not answer.</exception>
    public async Task<ReportContent> ComposeAsync(Scan scan, Guid doctorId, DoctorsWords words, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var image = inference.ImageAsync(scan.ScanId, cancellationToken);
        var overlay = inference.OverlayAsync(scan.ScanId, cancellationToken);
        var patient = identity.PersonAsync(scan.PatientId, cancellationToken);
        var doctor = identity.PersonAsync(doctorId, cancellationToken);
        await Task.WhenAll(image, overlay, patient, doctor);
        return new ReportContent(Signature: null, now, await patient, await doctor, scan, words, await image, await overlay);
    }
}
