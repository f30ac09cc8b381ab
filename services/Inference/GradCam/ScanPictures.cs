using System.Runtime.InteropServices;
using Csss.Inference.Imaging;
using Csss.Inference.Models;
using Csss.Inference.Predictions;
using Csss.Inference.Scans;
using Csss.ServiceDefaults.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Csss.Inference.GradCam;

/// <summary>The PNGs of a scan. Drawn when asked for, from the stored file and the stored maps; the model is not run again.</summary>
internal sealed class ScanPictures(ScanImages images)
{
    /// <summary>The scan itself.</summary>
    /// <param name="visible">The scans the caller may see.</param>
    public async Task<IResult> ImageAsync(IQueryable<Scan> visible, Guid id, int index, HttpContext http, CancellationToken cancellationToken)
    {
        var (scan, file) = await FindAsync(visible, id, index, cancellationToken);
        if (scan is null || file is null) return ApiProblem.NotFound();

        return await DrawAsync(http, $"{file.Sha256}", async () =>
        {
            var grey = await images.DecodeAsync(file.BlobId, header => ViewerImage.Fit(header, ViewerImage.ScanSide), margin: 0, cancellationToken);
            return Png.Grey(grey.Width, grey.Height, ViewerImage.ToBytes(grey, file.SixteenBit));
        });
    }

    /// <summary>The scan with a label's heatmap over it.</summary>
    public async Task<IResult> OverlayAsync(IQueryable<Scan> visible, Guid id, HeatmapRequest request, HttpContext http, CancellationToken cancellationToken)
    {
        var (scan, file) = await FindAsync(visible, id, request.Index, cancellationToken);
        if (scan?.Prediction is not { } prediction || file is null) return ApiProblem.NotFound();
        if (request.Opacity is < 0 or > 1 or float.NaN) return ApiProblem.Invalid("opacity", "Between 0 and 1.");
        if (MapOf(prediction, request) is not { } map) return UnknownLabel(prediction);

        var opacity = request.Opacity ?? HeatmapRequest.DefaultOpacity;
        return await DrawAsync(http, FormattableString.Invariant($"{scan.Id:N}-{scan.Attempt}-{request.Label}-{opacity}-{request.Index}"), async () =>
        {
            var grey = await images.DecodeAsync(file.BlobId, header => ViewerImage.Fit(header, ViewerImage.OverlaySide), margin: 0, cancellationToken);
            var drawn = HeatmapDrawing.Over(ViewerImage.ToBytes(grey, file.SixteenBit), map.Resize(grey.Width, grey.Height, prediction.Margin), opacity);
            return Png.Colour(grey.Width, grey.Height, drawn);
        });
    }

    /// <summary>A label's heatmap alone, of the overlay's size.</summary>
    public async Task<IResult> HeatmapAsync(IQueryable<Scan> visible, Guid id, HeatmapRequest request, HttpContext http, CancellationToken cancellationToken)
    {
        var (scan, file) = await FindAsync(visible, id, request.Index, cancellationToken);
        if (scan?.Prediction is not { } prediction || file is null) return ApiProblem.NotFound();
        if (MapOf(prediction, request) is not { } map) return UnknownLabel(prediction);

        return await DrawAsync(http, $"{scan.Id:N}-{scan.Attempt}-{request.Label}-{request.Index}", () =>
        {
            var (width, height) = ViewerImage.Fit(file.Width, file.Height, ViewerImage.OverlaySide);
            return Task.FromResult(Png.ColourWithAlpha(width, height, HeatmapDrawing.Bare(map.Resize(width, height, prediction.Margin))));
        });
    }

    private static async Task<(Scan? Scan, ScanFile? File)> FindAsync(IQueryable<Scan> visible, Guid id, int index, CancellationToken cancellationToken)
    {
        var scan = await visible.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        return (scan, scan?.Files.Find(file => file.Index == index));
    }

    private static ActivationMap? MapOf(Prediction prediction, HeatmapRequest request)
    {
        var labels = prediction.Probabilities.Keys.ToList();
        var label = labels.IndexOf(request.Label ?? prediction.TargetLabel);
        var perFile = labels.Count * ModelOutput.MapSide * ModelOutput.MapSide;
        return label < 0 ? null : ActivationMap.Of(
            MemoryMarshal.Cast<byte, float>(prediction.Cams).Slice(request.Index * perFile, perFile), label, ModelOutput.MapSide);
    }

    private static ApiProblem UnknownLabel(Prediction prediction) =>
        ApiProblem.Invalid("label", "One of: " + string.Join(", ", prediction.Probabilities.Keys));

    /// <summary>Never in a shared cache; the viewer's own may keep it if it asks again each time, access included.</summary>
    private static async Task<IResult> DrawAsync(HttpContext http, string version, Func<Task<byte[]>> drawAsync)
    {
        http.Response.Headers.CacheControl = "private, no-cache";
        var tag = new EntityTagHeaderValue('"' + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(version)))[..32] + '"');
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        try
        {
            return TypedResults.Bytes(await drawAsync(), "image/png", entityTag: tag);
        }
        catch (ImageRefusedException refused)
        {
            return ApiProblem.Conflict(refused.Code, refused.Detail);
        }
    }
}
