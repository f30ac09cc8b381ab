using System.Net.Http.Json;
using Csss.Contracts;
using Csss.ServiceDefaults;

namespace Csss.Reports.Scans;

/// <summary>Inference's internal routes. What a report says is read here, never from the read model, which may lag.</summary>
internal sealed class InferenceClient(HttpClient http)
{
    private const long LargestImage = 512L * 1024 * 1024;

    /// <summary>The scan, if there is one and the doctor is in care of its patient.</summary>
    /// <exception cref="UnavailableException">Inference did not answer.</exception>
    public async Task<Scan?> FindAsync(Guid scanId, Guid doctorId, CancellationToken cancellationToken)
    {
        var scan = await http.ReadAsync(ResourceNames.Inference, $"/internal/scans/{scanId}?doctor={doctorId}",
            (content, stop) => content.ReadFromJsonAsync<Scan>(ApiJson.Options, stop), cancellationToken);
        return scan is { InCare: true } ? scan : null;
    }

    /// <summary>The scan as PNG.</summary>
    /// <exception cref="UnavailableException">Inference did not answer.</exception>
    public async Task<byte[]> ImageAsync(Guid scanId, CancellationToken cancellationToken) =>
        await ReadPngAsync($"/internal/scans/{scanId}/image", cancellationToken)
        ?? throw new UnavailableException(ResourceNames.Inference, inner: null);

    /// <summary>The heatmap over the scan as PNG; null when there is none.</summary>
    /// <exception cref="UnavailableException">Inference did not answer.</exception>
    public Task<byte[]?> OverlayAsync(Guid scanId, CancellationToken cancellationToken) => ReadPngAsync($"/internal/scans/{scanId}/gradcam", cancellationToken);

    private Task<byte[]?> ReadPngAsync(string path, CancellationToken cancellationToken) =>
        http.ReadAsync<byte[]>(ResourceNames.Inference, path, async (content, stop) =>
        {
            await content.LoadIntoBufferAsync(LargestImage, stop);
            return await content.ReadAsByteArrayAsync(stop);
        }, cancellationToken);
}
