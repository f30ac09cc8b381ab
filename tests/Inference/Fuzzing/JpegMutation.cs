using System.Buffers.Binary;

namespace Csss.Inference.Tests.Fuzzing;

/// <summary>JPEG by its segments (marker, length, content; after SOS the coded data).</summary>
internal static class JpegMutation
{
    private static readonly byte[] Markers = [0xC0, 0xC1, 0xC2, 0xC3, 0xC4, 0xC9, 0xCC, 0xD0, 0xD8, 0xD9, 0xDA, 0xDB, 0xDC, 0xDD, 0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xFE, 0x01];

    public static byte[] Apply(byte[] file, Chance chance, List<string> what)
    {
        var segments = Split(file);
        var at = 1 + chance.Below(segments.Count - 1);
        var kind = chance.Of(["order", "length", "content", "frame", "frame", "frame", "marker", "EXIF", "EXIF", "profile", "comment", "scans"]);
        if (kind != "order") what.Add(kind);
        var segment = segments[at] = (byte[])segments[at].Clone();
        switch (kind)
        {
            case "order": Pieces.Disorder(segments, chance, what); break;
            case "length": Chance.Put(segment.AsSpan(Math.Min(2, segment.Length)), chance.Extreme(), 2, littleEndian: false); break;
            case "content" when segment.Length > 4: segment[4 + chance.Below(segment.Length - 4)] ^= (byte)(1 << chance.Below(8)); break;
            case "frame": Frame(segments, chance); break;
            case "marker": segment[1] = chance.Of(Markers); break;
            case "EXIF": segments.Insert(1, Segment(0xE1, [.. "Exif\0\0"u8, .. Exif(chance)])); break;
            case "profile": segments.Insert(1, Segment(0xE2, [.. "ICC_PROFILE\0"u8, (byte)chance.Below(256), (byte)chance.Below(256), .. chance.Bytes(chance.Below(2000))])); break;
            case "comment": segments.InsertRange(1, Enumerable.Repeat(Segment(0xFE, new byte[chance.Below(65_000)]), 1 + chance.Below(8))); break;
            default: Scans(segments, chance); break;
        }

        return Pieces.Join(segments);
    }

    public static List<byte[]> Split(byte[] file)
    {
        var segments = new List<byte[]> { file[..2] };
        for (var at = 2; at + 4 <= file.Length;)
        {
            var end = Math.Min(file.Length, at + 2 + BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at + 2)));
            if (file[at + 1] == 0xDA)
                while (end + 1 < file.Length && (file[end] != 0xFF || file[end + 1] is 0 or (>= 0xD0 and <= 0xD7))) end++;
            segments.Add(file[at..end]);
            at = end;
        }

        return segments;
    }

    public static byte[] Segment(byte marker, byte[] content)
    {
        byte[] segment = [0xFF, marker, 0, 0, .. content];
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(content.Length + 2));
        return segment;
    }

    /// <summary>Another EXIF block than the file's own: a TIFF directory whose entries point anywhere.</summary>
    private static byte[] Exif(Chance chance)
    {
        var little = chance.In(2);
        var entries = 1 + chance.Below(12);
        var block = new byte[8 + 2 + (entries * 12) + 4 + 64];
        (little ? "II*\0"u8 : "MM\0*"u8).CopyTo(block);
        Chance.Put(block.AsSpan(4), chance.In(5) ? chance.Extreme() : 8, 4, little);
        Chance.Put(block.AsSpan(8), chance.In(5) ? chance.Extreme() : (uint)entries, 2, little);
        for (var entry = 0; entry < entries; entry++)
        {
            var at = block.AsSpan(10 + (entry * 12));
            Chance.Put(at, chance.Of<uint>([0x112, 0x100, 0x201, 0x202, 0x8769, 0x8825, 0xA005, 0x927C, 0x9286, 0xFFFF]), 2, little);
            Chance.Put(at[2..], (uint)chance.Below(14), 2, little);
            Chance.Put(at[4..], chance.In(2) ? 1 : chance.Extreme(), 4, little);
            Chance.Put(at[8..], chance.In(2) ? 8 : chance.Extreme(), 4, little);
        }

        Chance.Put(block.AsSpan(10 + (entries * 12)), chance.In(2) ? 8u : 0, 4, little);
        return block;
    }

    private static void Frame(List<byte[]> segments, Chance chance)
    {
        var frame = segments.Find(segment => segment.Length > 10 && segment[1] is 0xC0 or 0xC1 or 0xC2);
        if (frame is null) return;
        switch (chance.Below(4))
        {
            case 0: Chance.Put(frame.AsSpan(5), chance.Side(), 2, littleEndian: false); break;
            case 1: Chance.Put(frame.AsSpan(7), chance.Side(), 2, littleEndian: false); break;
            case 2: frame[1] = chance.Of<byte>([0xC0, 0xC1, 0xC2, 0xC3, 0xC9, 0xCA, 0xCB]); break;
            default: frame[chance.Of([4, 9, 10, 11, 12])] = (byte)chance.Below(256); break;
        }

        if (chance.In(4)) Chance.Put(frame.AsSpan(5), 0x1000_1000 * (uint)chance.Below(16), 4, littleEndian: false);
    }

    /// <summary>The scans of a progressive file again and again, or of a large frame: each is a pass over all of it.</summary>
    private static void Scans(List<byte[]> segments, Chance chance)
    {
        var scan = segments.FindLastIndex(segment => segment.Length > 2 && segment[1] == 0xDA);
        segments.InsertRange(scan, Enumerable.Repeat(segments[scan], 1 + chance.Below(200)));
        if (chance.In(2)) Frame(segments, chance);
    }
}
