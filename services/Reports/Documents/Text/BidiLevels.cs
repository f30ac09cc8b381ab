using System.Text;

namespace Csss.Reports.Documents.Text;

/// <summary>The Unicode bidirectional algorithm (UAX #9) for one paragraph without explicit formatting: which way each character runs.</summary>
internal static class BidiLevels
{
    // As BD16 has it.
    private const int DeepestBrackets = 63;
    private const string Brackets = "()[]{}⁅⁆⁽⁾₍₎〈〉⟦⟧⟨⟩⟪⟫〈〉《》「」『』【】〔〕（）［］｛｝";

    /// <summary>0 for a paragraph that begins left to right, 1 otherwise (rules P2 and P3).</summary>
    public static byte OfParagraph(IReadOnlyList<Rune> text) =>
        text.Select(BidiClasses.Of).FirstOrDefault(type => type is BidiClass.L or BidiClass.R or BidiClass.AL) is BidiClass.R or BidiClass.AL ? (byte)1 : (byte)0;

    /// <summary>The embedding level of each character: even runs left to right, odd right to left.</summary>
    public static byte[] Resolve(IReadOnlyList<Rune> text, byte paragraph)
    {
        var original = text.Select(BidiClasses.Of).ToArray();
        var kept = Enumerable.Range(0, text.Count).Where(index => original[index] != BidiClass.BN).ToArray();
        var types = kept.Select(index => original[index]).ToArray();
        var edge = paragraph == 0 ? BidiClass.L : BidiClass.R;
        Weak(types, edge);
        PairedBrackets([.. kept.Select(index => text[index])], types, edge);
        Neutral(types, edge);

        var levels = new byte[text.Count];
        var at = 0;
        for (var index = 0; index < levels.Length; index++)
        {
            if (at < kept.Length && kept[at] == index) levels[index] = Level(types[at++], paragraph);
            else levels[index] = index == 0 ? paragraph : levels[index - 1];
        }

        return levels;
    }

    private static void Weak(BidiClass[] types, BidiClass edge)
    {
        var strong = edge;
        for (var i = 0; i < types.Length; i++)
        {
            // W1–W3
            if (types[i] == BidiClass.NSM) types[i] = i == 0 ? edge : types[i - 1];
            if (types[i] is BidiClass.L or BidiClass.R or BidiClass.AL) strong = types[i];
            else if (types[i] == BidiClass.EN && strong == BidiClass.AL) types[i] = BidiClass.AN;
        }

        for (var i = 0; i < types.Length; i++)
            if (types[i] == BidiClass.AL) types[i] = BidiClass.R;
        for (var i = 1; i < types.Length - 1; i++)
        {
            // W4
            var (before, after) = (types[i - 1], types[i + 1]);
            if (before == after && (types[i] == BidiClass.CS && before is BidiClass.EN or BidiClass.AN || types[i] == BidiClass.ES && before == BidiClass.EN)) types[i] = before;
        }

        for (var i = 0; i < types.Length; i++)
        {
            // W5
            if (types[i] != BidiClass.ET) continue;
            var end = i;
            while (end < types.Length && types[end] == BidiClass.ET) end++;
            if (i > 0 && types[i - 1] == BidiClass.EN || end < types.Length && types[end] == BidiClass.EN) Array.Fill(types, BidiClass.EN, i, end - i);
            i = end - 1;
        }

        strong = edge;
        for (var i = 0; i < types.Length; i++)
        {
            // W6, W7
            if (types[i] is BidiClass.ES or BidiClass.ET or BidiClass.CS) types[i] = BidiClass.ON;
            else if (types[i] is BidiClass.L or BidiClass.R) strong = types[i];
            else if (types[i] == BidiClass.EN && strong == BidiClass.L) types[i] = BidiClass.L;
        }
    }

    /// <summary>N0: both brackets of a pair take one direction.</summary>
    private static void PairedBrackets(Rune[] text, BidiClass[] types, BidiClass edge)
    {
        var open = new Stack<(int Bracket, int At)>();
        var pairs = new List<(int Open, int Close)>();
        for (var i = 0; i < text.Length; i++)
        {
            if (types[i] != BidiClass.ON || !text[i].IsBmp || Brackets.IndexOf((char)text[i].Value, StringComparison.Ordinal) is not (>= 0 and var bracket)) continue;
            if (bracket % 2 == 0)
            {
                if (open.Count == DeepestBrackets) break;
                open.Push((bracket, i));
            }
            else if (open.Any(other => other.Bracket == bracket - 1))
            {
                while (open.Pop() is var (top, at))
                {
                    if (top != bracket - 1) continue;
                    pairs.Add((at, i));
                    break;
                }
            }
        }

        foreach (var (first, last) in pairs.OrderBy(pair => pair.Open))
        {
            var inside = types[(first + 1)..last].Select(Direction).Where(direction => direction is not null).ToList();
            if (inside.Count == 0) continue;
            var direction = inside.Contains(edge) ? edge : types[..first].Select(Direction).LastOrDefault(before => before is not null) ?? edge;
            (types[first], types[last]) = (direction, direction);
        }
    }

    /// <summary>N1 and N2: what has no direction takes its neighbours' when they agree, else the paragraph's.</summary>
    private static void Neutral(BidiClass[] types, BidiClass edge)
    {
        for (var i = 0; i < types.Length; i++)
        {
            if (Direction(types[i]) is not null) continue;
            var end = i;
            while (end < types.Length && Direction(types[end]) is null) end++;
            var before = i == 0 ? edge : Direction(types[i - 1]);
            var after = end == types.Length ? edge : Direction(types[end]);
            Array.Fill(types, before == after ? before!.Value : edge, i, end - i);
            i = end - 1;
        }
    }

    private static BidiClass? Direction(BidiClass type) => type switch
    {
        BidiClass.L => BidiClass.L,
        BidiClass.R or BidiClass.EN or BidiClass.AN => BidiClass.R,
        _ => null,
    };

    /// <summary>I1 and I2.</summary>
    private static byte Level(BidiClass type, byte paragraph) => (type, paragraph) switch
    {
        (BidiClass.L, 0) => 0,
        (BidiClass.R, _) => 1,
        _ => 2,
    };
}
