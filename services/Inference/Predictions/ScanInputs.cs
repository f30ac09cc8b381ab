using Csss.Inference.Imaging;
using Csss.Inference.Models;
using Csss.Inference.Scans;
using Csss.ServiceDefaults.Telemetry;

namespace Csss.Inference.Predictions;

/// <summary>A scan's files as the network takes them: one after the other in one batch.</summary>
/// <param name="Blank">Files without contrast, from 0; when there are any, the batch is not worth a forward pass.</param>
internal sealed record ScanInput(float[] Pixels, IReadOnlyList<int> Blank);

/// <summary>Decodes a scan's files, one at a time, so that a study costs no more memory than its largest file and the batch.</summary>
internal sealed class ScanInputs(ScanImages images)
{
    /// <exception cref="ImageRefusedException">A file is damaged or incomplete; of several, its detail says which.</exception>
    /// <exception cref="IOException">A file cannot be read now.</exception>
    public async Task<ScanInput> ReadAsync(Scan scan, PreprocessSpec spec, CancellationToken cancellationToken)
    {
        var files = scan.Files.OrderBy(file => file.Index).ToList();
        var pixels = new float[files.Count * spec.Pixels];
        var blank = new List<int>();
        for (var i = 0; i < files.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await DecodeAsync(files, i, spec, cancellationToken) is { } input) input.CopyTo(pixels, i * spec.Pixels);
            else blank.Add(i);
        }

        return new ScanInput(pixels, blank);
    }

    private async Task<float[]?> DecodeAsync(List<ScanFile> files, int index, PreprocessSpec spec, CancellationToken cancellationToken)
    {
        using var activity = CsssActivities.Source.StartActivity("decode");
        try
        {
            var grey = await images.DecodeAsync(files[index].BlobId, _ => (spec.Resize.Width, spec.Resize.Height), spec.Margin, cancellationToken);
            return ModelInput.FromGrey(grey, spec);
        }
        catch (ImageRefusedException refused) when (files.Count > 1)
        {
            throw new ImageRefusedException(refused.Code, $"File {index + 1} of {files.Count}: {refused.Detail}", refused);
        }
    }
}
