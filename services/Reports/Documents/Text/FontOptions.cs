using System.ComponentModel.DataAnnotations;

namespace Csss.Reports.Documents.Text;

/// <summary>Section <c>Reports</c>: where the fonts of the PDF are.</summary>
internal sealed class FontOptions
{
    /// <summary>
    /// Searched with its subfolders for TrueType and OpenType files. It must hold NotoSans-Regular and NotoSans-Bold; each further Noto
    /// family adds its script.
    /// </summary>
    [Required(ErrorMessage = "Reports:FontDirectory is not set: name the folder that holds the Noto fonts.")]
    public string FontDirectory { get; set; } = "/usr/share/fonts/truetype/noto";
}
