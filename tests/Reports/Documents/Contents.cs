using Csss.Contracts;
using Csss.Reports.Documents;
using Csss.Reports.Documents.Text;
using Csss.Reports.Scans;
using Microsoft.Extensions.Options;
using SkiaSharp;

namespace Csss.Reports.Tests.Documents;

/// <summary>Reports to draw.</summary>
internal static class Contents
{
    public static readonly FontLibrary Fonts = new(Options.Create(new FontOptions()));

    public static readonly ReportDrawing Drawing = new(Fonts);

    public static readonly DoctorsWords NoWords = new(null, null, null, null);

    public static readonly DoctorsWords Words = new(
        "Consolidation in the right lower zone. The left lung is clear. Heart size within normal limits. No pleural effusion.",
        "Right lower lobe pneumonia.",
        "Antibiotics as per local guideline. Repeat radiograph in six weeks.",
        "Pneumonia");

    public static ReportContent Report(DoctorsWords? words = null, bool abstained = false, bool draft = false, SupersededReport? supersedes = null, string patient = "Asha Raman") =>
        new(
            draft ? null : new Signature(Ids.New(), supersedes is null ? 1 : supersedes.Version + 1, "7K2M-QX4D-9RTB", supersedes),
            new DateTimeOffset(2026, 11, 23, 8, 23, 5, TimeSpan.Zero),
            new Person(Ids.New(), patient),
            new Person(Ids.New(), "Dr. Emeka Okafor"),
            Scan(abstained),
            words ?? Words,
            Png(1400, 1200, SKColors.Gray),
            Png(1400, 1200, SKColors.OrangeRed));

    public static Scan Scan(bool abstained = false) =>
        new(
            Ids.New(), Ids.New(), Modalities.ChestXray, "completed", new DateTimeOffset(2026, 11, 23, 7, 58, 0, TimeSpan.Zero),
            [new ScanFile(812_331, 1400, 1200, "3f9a12c4d5e6f7081920a1b2c3d4e5f60718293a4b5c6d7e8f9012a3b4c5d6e7")],
            new Prediction(
                abstained ? null : "Pneumonia", abstained ? null : 88.41m,
                new Dictionary<string, decimal>(StringComparer.Ordinal) { ["Normal"] = 4.02m, ["Pneumonia"] = 88.41m, ["COVID-19"] = 1.13m, ["Lung Opacity"] = 6.44m },
                abstained, abstained ? "out_of_distribution" : null,
                new PredictionModel("csss-chest", "1.2.0", "ab12cd34ef56ab12cd34ef56ab12cd34ef56ab12cd34ef56ab12cd34ef56ab12")),
            abstained ? null : new Gradcam("Pneumonia"), InCare: true, TraceParent: null);

    public static byte[] Png(int width, int height, SKColor color)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.Black);
            using var paint = new SKPaint { Color = color, IsAntialias = true };
            canvas.DrawOval(width * 0.32f, height * 0.5f, width * 0.17f, height * 0.36f, paint);
            canvas.DrawOval(width * 0.68f, height * 0.5f, width * 0.17f, height * 0.36f, paint);
        }

        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }
}
