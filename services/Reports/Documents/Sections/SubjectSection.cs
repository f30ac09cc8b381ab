using System.Globalization;
using Csss.Reports.Documents.Layout;
using Csss.Reports.Documents.Text;

namespace Csss.Reports.Documents.Sections;

/// <summary>The patient and the scan, side by side.</summary>
internal static class SubjectSection
{
    private const float Gutter = 22;
    private const float NameWidth = 58;
    private const float LeftWidth = 218;
    private const int FilesShown = 3;

    public static void Add(Flow flow, ReportContent content, Typesetter type)
    {
        var patient = Facts(type, LeftWidth, ("Name", content.Patient.ShownName, true), ("Patient id", content.Patient.Id.ToString(), false));
        var scan = Facts(type, PageSize.ContentWidth - LeftWidth - Gutter, ScanFacts(content));
        var (patientHeading, scanHeading) = (type.Line("PATIENT", Ink.Heading(Ink.Brand)), type.Line("SCAN", Ink.Heading(Ink.Brand)));
        var height = patientHeading.Height + Math.Max(patient.Sum(fact => fact.Height), scan.Sum(fact => fact.Height));
        flow.Add(height, (canvas, top) =>
        {
            var scanLeft = PageSize.Margin + LeftWidth + Gutter;
            patientHeading.DrawAt(canvas, PageSize.Margin, top);
            scanHeading.DrawAt(canvas, scanLeft, top);
            foreach (var (facts, left) in new[] { (patient, PageSize.Margin), (scan, scanLeft) })
            {
                var below = top + patientHeading.Height;
                foreach (var fact in facts)
                {
                    fact.Name.DrawAt(canvas, left, below + fact.Lines[0].Baseline - fact.Name.Baseline);
                    below = canvas.DrawLinesAtLeft(fact.Lines, left + NameWidth, below);
                }
            }
        });
        flow.Gap(10);
    }

    private static (string, string, bool)[] ScanFacts(ReportContent content)
    {
        var scan = content.Scan;
        var files = scan.Files ?? [];
        var shown = files.Take(FilesShown).Select(file => ReportWording.Short(file.Sha256) + Size(file.Width, file.Height));
        var rest = files.Count > FilesShown ? [string.Create(CultureInfo.InvariantCulture, $"and {files.Count - FilesShown} more files")] : Array.Empty<string>();
        return
        [
            ("Scan id", scan.ScanId.ToString(), false),
            ("Modality", ReportWording.Modality(scan.Modality), true),
            ("Uploaded", ReportWording.Time(scan.UploadedAt), false),
            ("SHA-256", files.Count == 0 ? "not on record" : string.Join('\n', shown.Concat(rest)), false),
        ];
    }

    private static string Size(int? width, int? height) =>
        width is { } w && height is { } h ? string.Create(CultureInfo.InvariantCulture, $"  ({w} × {h} pixels)") : "";

    private static List<Fact> Facts(Typesetter type, float width, params (string Name, string Text, bool Strong)[] facts) =>
        [.. facts.Select(fact => new Fact(
            type.Line(fact.Name, Ink.Note), type.Lines(fact.Text, fact.Strong ? Ink.Strong : Ink.Small, width - NameWidth)))];

    private sealed record Fact(TextLine Name, IReadOnlyList<TextLine> Lines)
    {
        public float Height => Lines.Sum(line => line.Height);
    }
}
