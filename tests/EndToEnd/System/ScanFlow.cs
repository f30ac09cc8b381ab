using Csss.EndToEnd.Tests.Client;
using Csss.Testing;

namespace Csss.EndToEnd.Tests.System;

/// <summary>
/// A doctor at work while things die: uploads, signs, e-mails, and tries again when a call fails. Keeps what was answered with
/// success: none of that may be lost.
/// </summary>
internal sealed class ScanFlow(RunningSystem system, Guid patient)
{
    public List<Guid> Uploaded { get; } = [];

    public List<Guid> Emailed { get; } = [];

    /// <summary>Until one more scan has been uploaded, signed and e-mailed.</summary>
    public Task GoesOnAsync(TimeSpan within)
    {
        var before = Emailed.Count;
        return Eventually.ShouldAsync("scans and reports flow", () => Task.FromResult(Emailed.Count > before), within);
    }

    public async Task RunAsync(CancellationToken stop)
    {
        var image = await File.ReadAllBytesAsync(Repository.SampleScans[0], CancellationToken.None);
        OutsideClient? doctor = null;
        while (!stop.IsCancellationRequested)
            try
            {
                doctor ??= await system.Client().LoginAsDoctorAsync();
                var (_, scan) = await doctor.UploadAsync(patient, image, waitSeconds: 5);
                Uploaded.Add(scan.ScanId);
                if (scan.Status != "completed") continue;
                var report = await doctor.GenerateReportAsync(scan.ScanId, "Written while things die.");
                await doctor.EmailReportAsync(scan.ScanId);
                Emailed.Add(report.ReportId);
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                // What a client does: sign in again and go on.
                doctor?.Dispose();
                doctor = null;
                await Task.Delay(TimeSpan.FromMilliseconds(250), CancellationToken.None);
            }

        doctor?.Dispose();
    }
}
