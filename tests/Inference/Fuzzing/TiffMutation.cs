using System.Buffers.Binary;

namespace Csss.Inference.Tests.Fuzzing;

/// <summary>TIFF by the entries of its directory (tag, type, count, value or offset).</summary>
internal static class TiffMutation
{
    public const int Width = 0x100, Height = 0x101, BitsPerSample = 0x102, Compression = 0x103, Photometric = 0x106, StripOffsets = 0x111,
        SamplesPerPixel = 0x115, RowsPerStrip = 0x116, StripBytes = 0x117, Planar = 0x11C, Predictor = 0x13D, TileWidth = 0x142, TileHeight = 0x143, SampleFormat = 0x153;

    private static readonly int[] Telling =
        [Width, Height, BitsPerSample, Compression, Photometric, StripOffsets, SamplesPerPixel, RowsPerStrip, StripBytes, Planar, Predictor, TileWidth, TileHeight, 0x144, 0x145, SampleFormat];

    public static byte[] Apply(byte[] file, Chance chance, List<string> what)
    {
        var copy = (byte[])file.Clone();
        var little = file[0] == 'I';
        if (Number(copy, 2, 2, little) != 42) return Header(copy, chance, what);

        var directory = (int)Number(copy, 4, 4, little);
        var entries = (int)Number(copy, directory, 2, little);
        var kind = chance.Of(["sides", "sides", "tiles", "value", "value", "value", "count", "type", "tag", "entries", "loop", "offset", "compression"]);
        what.Add(kind);
        Span<byte> Entry() => copy.AsSpan(directory + 2 + (12 * chance.Below(entries)), 12);
        switch (kind)
        {
            case "sides":
                Set(copy, directory, entries, chance.Of([Width, Height]), chance.Side(), little);
                if (chance.In(2)) Set(copy, directory, entries, chance.Of([Width, Height, RowsPerStrip]), chance.Side(), little);
                break;
            case "tiles":
                foreach (var tag in new[] { TileWidth, TileHeight }) Set(copy, directory, entries, tag, chance.Side() & ~15u, little);
                break;
            case "value": Set(copy, directory, entries, chance.Of(Telling), chance.In(2) ? (uint)chance.Below(20) : chance.Extreme(), little); break;
            case "count": Chance.Put(Entry()[4..], chance.Extreme(), 4, little); break;
            case "type": Chance.Put(Entry()[2..], (uint)chance.Below(20), 2, little); break;
            case "tag": Chance.Put(Entry(), (uint)chance.Of(Telling), 2, little); break;
            case "entries": Chance.Put(copy.AsSpan(directory), chance.Extreme(), 2, little); break;
            case "loop": Chance.Put(copy.AsSpan(Math.Min(copy.Length, directory + 2 + (12 * entries))), chance.In(2) ? (uint)directory : chance.Extreme(), 4, little); break;
            case "offset": Chance.Put(copy.AsSpan(4), chance.In(2) ? (uint)chance.Below(file.Length) : chance.Extreme(), 4, little); break;
            default: Set(copy, directory, entries, Compression, chance.Of<uint>([1, 2, 3, 4, 5, 6, 7, 8, 32773, 32946, 34661, 34712, 34887, 34925, 50000, 50001, 50002]), little); break;
        }

        return copy;
    }

    /// <summary>A little-endian file with other values in its directory.</summary>
    public static byte[] With(byte[] file, params (int Tag, uint Value)[] values)
    {
        var copy = (byte[])file.Clone();
        var directory = (int)Number(copy, 4, 4, little: true);
        foreach (var (tag, value) in values) Set(copy, directory, (int)Number(copy, directory, 2, little: true), tag, value, little: true);
        return copy;
    }

    private static byte[] Header(byte[] copy, Chance chance, List<string> what)
    {
        what.Add("large header");
        Chance.Put(copy.AsSpan(4 + chance.Below(60)), chance.Extreme(), chance.Of([2, 4]), copy[0] == 'I');
        return copy;
    }

    private static void Set(byte[] file, int directory, int entries, int tag, uint value, bool little)
    {
        for (var entry = directory + 2; entry < directory + 2 + (12 * entries) && entry + 12 <= file.Length; entry += 12)
        {
            if (Number(file, entry, 2, little) != tag) continue;
            // A short cannot say a million: as a long it can.
            if (value > ushort.MaxValue) Chance.Put(file.AsSpan(entry + 2), 4, 2, little);
            Chance.Put(file.AsSpan(entry + 8), value, Number(file, entry + 2, 2, little) == 3 ? 2 : 4, little);
        }
    }

    private static uint Number(byte[] file, int at, int width, bool little) => (width, little) switch
    {
        (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at)),
        (2, false) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at)),
        (_, true) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at)),
        _ => BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at)),
    };
}
