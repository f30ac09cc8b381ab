using Csss.Reports.Documents.Layout;
using Csss.Reports.Documents.Text;

namespace Csss.Reports.Documents.Sections;

/// <summary>Who signed and when, and how to check that this is ours; in one piece.</summary>
internal static class SignatureSection
{
    private const float CodeWidth = 190;
    private const float SignerWidth = PageSize.ContentWidth - CodeWidth - 20;

    public static void Add(Flow flow, ReportContent content, Typesetter type)
    {
        IReadOnlyList<TextLine> signer =
        [
            type.Line(content.Signature is null ? "NOT SIGNED" : "SIGNED ELECTRONICALLY BY", Ink.Heading(Ink.Doctor)),
            .. type.Lines(content.Doctor.ShownName, new TextStyle(12, Ink.Text, Bold: true), SignerWidth),
            .. type.Lines($"Doctor id {content.Doctor.Id}", Ink.Small, SignerWidth),
            .. type.Lines(content.Signature is null ? "This draft is not a report." : ReportWording.Time(content.DrawnAt), Ink.Small, SignerWidth),
        ];
        IReadOnlyList<TextLine> check = content.Signature is not { } signature ? [] :
        [
            type.Line("VERIFICATION CODE", Ink.Heading(Ink.Brand)),
            type.Line(signature.VerificationCode, new TextStyle(13, Ink.Text, Bold: true)),
            .. type.Lines("To check that this report is genuine, give the hospital the report id and this code.", Ink.Note, CodeWidth),
        ];
        var height = 8 + Math.Max(signer.Sum(line => line.Height), check.Sum(line => line.Height));
        flow.Add(height, (canvas, top) =>
        {
            canvas.Rule(PageSize.Margin, top, PageSize.ContentWidth, Ink.Rule);
            canvas.DrawLinesAtLeft(signer, PageSize.Margin, top + 8);
            canvas.DrawLines(check, PageSize.Margin + PageSize.ContentWidth - CodeWidth, CodeWidth, top + 8);
        });
    }
}
