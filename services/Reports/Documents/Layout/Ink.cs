using Csss.Reports.Documents.Text;
using SkiaSharp;

namespace Csss.Reports.Documents.Layout;

/// <summary>The report's few colours and text styles. All text is at least 4.5 : 1 against its ground.</summary>
internal static class Ink
{
    public static readonly SKColor Text = new(0x1B, 0x26, 0x2C);
    public static readonly SKColor Quiet = new(0x55, 0x64, 0x6B);
    public static readonly SKColor Brand = new(0x0B, 0x5C, 0x6B);
    public static readonly SKColor Doctor = new(0x2F, 0x4A, 0x8A);
    public static readonly SKColor Caution = new(0x8A, 0x4B, 0x08);
    public static readonly SKColor Rule = new(0xD3, 0xDC, 0xDF);
    public static readonly SKColor Track = new(0xE1, 0xE9, 0xEB);
    public static readonly SKColor ModelGround = new(0xF1, 0xF6, 0xF7);
    public static readonly SKColor CautionGround = new(0xFD, 0xF4, 0xE3);
    public static readonly SKColor ImageGround = new(0x10, 0x16, 0x19);

    public static readonly TextStyle Body = new(9.5f, Text);
    public static readonly TextStyle Strong = new(9.5f, Text, Bold: true);
    public static readonly TextStyle Small = new(8, Text);
    public static readonly TextStyle SmallStrong = new(8, Text, Bold: true);
    public static readonly TextStyle Note = new(7.5f, Quiet);

    public static TextStyle Heading(SKColor color) => new(8.5f, color, Bold: true);
}
