using Csss.Reports.Documents.Layout;
using Csss.Reports.Documents.Sections;
using Csss.Reports.Documents.Text;
using SkiaSharp;

namespace Csss.Reports.Documents;

/// <summary>Draws a report as an unencrypted PDF.</summary>
internal sealed class ReportDrawing(FontLibrary fonts) : IDisposable
{
    private readonly Typesetter _type = new(fonts);

    // Images are decoded whole: as many at once as there are processors, and no more.
    private readonly SemaphoreSlim _places = new(Environment.ProcessorCount);

    /// <exception cref="MissingFontException">A name or the doctor's words need a font that is not installed.</exception>
    /// <exception cref="InvalidDataException">An image cannot be read.</exception>
    public async Task<byte[]> DrawAsync(ReportContent content, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            return Draw(content);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <exception cref="MissingFontException">A name or the doctor's words need a font that is not installed.</exception>
    /// <exception cref="InvalidDataException">An image cannot be read.</exception>
    public byte[] Draw(ReportContent content)
    {
        using var scan = ReportImage.Read(content.Image);
        using var overlay = content.Overlay is { } encoded ? ReportImage.Read(encoded) : null;
        var flow = new Flow();
        HeaderSection.Add(flow, content, _type);
        SubjectSection.Add(flow, content, _type);
        ImageSection.Add(flow, content, scan, overlay, _type);
        ModelSection.Add(flow, content, _type);
        DoctorSection.Add(flow, content, _type);
        SignatureSection.Add(flow, content, _type);
        return Write(content, flow.Pages(PageSize.FirstTop, PageSize.LaterTop, PageSize.Bottom));
    }

    public void Dispose() => _places.Dispose();

    private byte[] Write(ReportContent content, IReadOnlyList<IReadOnlyList<PlacedItem>> pages)
    {
        using var stream = new MemoryStream();
        using (var document = SKDocument.CreatePdf(stream, Metadata(content)))
        {
            var frame = new PageFrame(content, _type, fonts);
            for (var number = 1; number <= pages.Count; number++)
            {
                using var canvas = document.BeginPage(PageSize.Width, PageSize.Height);
                foreach (var (item, top) in pages[number - 1]) item.Draw(canvas, top);
                frame.Draw(canvas, number, pages.Count);
                document.EndPage();
            }

            document.Close();
        }

        return stream.ToArray();
    }

    /// <summary>Names nobody: file managers and mail servers index it.</summary>
    private static SKDocumentPdfMetadata Metadata(ReportContent content) => new(72, 101)
    {
        Title = content.Signature is { } signature ? $"CSSS report {signature.ReportId}" : "CSSS draft",
        Creator = "CSSS",
        Producer = "CSSS",
        Creation = content.DrawnAt.UtcDateTime,
        Modified = content.DrawnAt.UtcDateTime,
    };
}
