namespace Csss.Inference.Tests.Fuzzing;

/// <summary>A good file, spoiled: by its format's own structure, or blindly, or both.</summary>
internal sealed record ImageMutant(string What, byte[] File)
{
    private const int Largest = 1 << 20;

    public static ImageMutant Of(int seed, int index)
    {
        var chance = new Chance(seed, index);
        var (name, file) = chance.Of(SeedImages.All);
        var what = new List<string> { name };
        if (!chance.In(3)) file = Structured(name, file, chance, what);
        if (what.Count == 1 || chance.In(4))
            for (var times = 1 + chance.Below(3); times > 0; times--) file = Blind(file, chance, what);
        return new ImageMutant(string.Join(", ", what), file.Length > Largest ? file[..Largest] : file);
    }

    private static byte[] Structured(string name, byte[] file, Chance chance, List<string> what) => name.Split(' ')[0] switch
    {
        "jpeg" => JpegMutation.Apply(file, chance, what),
        "tiff" => TiffMutation.Apply(file, chance, what),
        "webp" => WebPMutation.Apply(file, chance, what),
        _ => PngMutation.Apply(file, chance, what),
    };

    private static byte[] Blind(byte[] file, Chance chance, List<string> what)
    {
        var kind = chance.Of(["bits", "bits", "bits", "bytes", "number", "number", "cut", "removed", "doubled", "swapped", "joined", "zeroed", "inserted", "grown", "other start"]);
        what.Add(kind);
        var copy = (byte[])file.Clone();
        // Headers are at the start: half of all blows fall there.
        int Place() => chance.Below(chance.In(2) ? Math.Min(file.Length, 256) : file.Length);
        var (a, b) = (Place(), chance.Below(file.Length));
        var (from, to) = (Math.Min(a, b), Math.Max(a, b));
        switch (kind)
        {
            case "bits":
                for (var times = 1 + chance.Below(8); times > 0 && file.Length > 0; times--) copy[Place()] ^= (byte)(1 << chance.Below(8));
                return copy;
            case "bytes":
                for (var times = 1 + chance.Below(16); times > 0 && file.Length > 0; times--) copy[Place()] = chance.Of<byte>([0, 1, 0x7F, 0x80, 0xD8, 0xD9, 0xFE, 0xFF]);
                return copy;
            case "number":
                Chance.Put(copy.AsSpan(a), chance.Extreme(), chance.Of([1, 2, 4]), chance.In(2));
                return copy;
            case "cut": return file[..b];
            case "removed": return [.. file[..from], .. file[to..]];
            case "doubled": return [.. file[..to], .. file[from..]];
            case "swapped": return [.. file[to..], .. file[..to]];
            case "joined": return [.. file, .. chance.Of(SeedImages.All).File];
            case "zeroed":
                Array.Fill(copy, chance.Of<byte>([0, 0xFF]), from, to - from);
                return copy;
            case "inserted": return [.. file[..a], .. chance.Bytes(1 + chance.Below(64)), .. file[a..]];
            case "grown": return [.. file, .. new byte[chance.Below(100_000)]];
            default: return [.. chance.Of(SeedImages.All).File.AsSpan(0, Math.Min(16, 1 + chance.Below(16))), .. file];
        }
    }
}
