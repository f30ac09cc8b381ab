namespace Csss.Inference.Tests.Fuzzing;

/// <summary>What all formats made of chunks or segments can suffer: one lost, twice, elsewhere, or from another file.</summary>
internal static class Pieces
{
    /// <param name="pieces">The first one is the signature and stays, most times.</param>
    public static void Disorder(List<byte[]> pieces, Chance chance, List<string> what)
    {
        if (pieces.Count < 2) return;
        var kind = chance.Of(["piece removed", "piece doubled", "pieces swapped", "piece many times"]);
        what.Add(kind);
        var (a, b) = (1 + chance.Below(pieces.Count - 1), 1 + chance.Below(pieces.Count - 1));
        switch (kind)
        {
            case "piece removed": pieces.RemoveAt(a); break;
            case "piece doubled": pieces.Insert(b, pieces[a]); break;
            case "pieces swapped": (pieces[a], pieces[b]) = (pieces[b], pieces[a]); break;
            default: pieces.InsertRange(a, Enumerable.Repeat(pieces[a], 1 + chance.Below(300))); break;
        }
    }

    public static byte[] Join(List<byte[]> pieces) => [.. pieces.SelectMany(piece => piece)];
}
