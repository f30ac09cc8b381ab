using System.Buffers.Binary;
using System.IO.Compression;

namespace Csss.Inference.Tests.Fuzzing;

/// <summary>PNG by its chunks (length, type, content, CRC), with the CRC made right again or left wrong.</summary>
internal static class PngMutation
{
    private static readonly string[] Types = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "iCCP", "eXIf", "tEXt", "zTXt", "iTXt", "acTL", "fcTL", "sBIT", "gAMA", "cHRM", "pHYs", "bKGD", "hIST", "ABCD", "abcd"];

    public static byte[] Apply(byte[] file, Chance chance, List<string> what)
    {
        var chunks = Split(file);
        var at = 1 + chance.Below(chunks.Count - 1);
        var kind = chance.Of(["order", "length", "content", "content", "wrong checksum", "header", "header", "header", "new chunk", "new chunk", "bomb", "type"]);
        if (kind != "order") what.Add(kind);
        switch (kind)
        {
            case "order": Pieces.Disorder(chunks, chance, what); break;
            case "length": chunks[at] = Altered(chunks[at], chunk => Chance.Put(chunk, chance.Extreme(), 4, littleEndian: false)); break;
            case "content": chunks[at] = Seal(Altered(chunks[at], chunk => Flip(chunk.AsSpan(8..^4), chance))); break;
            case "wrong checksum": chunks[at] = Altered(chunks[at], chunk => chunk[chunk.Length - 1 - chance.Below(4)] ^= (byte)(1 + chance.Below(255))); break;
            case "header": chunks[1] = Seal(Altered(chunks[1], chunk => Header(chunk.AsSpan(8..^4), chance))); break;
            case "new chunk": chunks.Insert(at, Chunk(chance.Of(Types), chance.Bytes(chance.Below(300)))); break;
            case "bomb": chunks.Insert(at, Bomb(chance)); break;
            default: chunks[at] = Seal(Altered(chunks[at], chunk => System.Text.Encoding.ASCII.GetBytes(chance.Of(Types)).CopyTo(chunk, 4))); break;
        }

        return Pieces.Join(chunks);
    }

    public static List<byte[]> Split(byte[] file)
    {
        var chunks = new List<byte[]> { file[..8] };
        for (var at = 8; at + 12 <= file.Length;)
        {
            var end = Math.Min(file.Length, at + 12 + (int)BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at)));
            chunks.Add(file[at..end]);
            at = end;
        }

        return chunks;
    }

    public static byte[] Chunk(string type, byte[] content)
    {
        byte[] chunk = [0, 0, 0, 0, .. System.Text.Encoding.ASCII.GetBytes(type), .. content, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        return Seal(chunk);
    }

    /// <summary>Writes the checksum that the chunk ought to have.</summary>
    public static byte[] Seal(byte[] chunk)
    {
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc32(chunk.AsSpan(4..^4)));
        return chunk;
    }

    private static byte[] Altered(byte[] chunk, Action<byte[]> alter)
    {
        var copy = (byte[])chunk.Clone();
        alter(copy);
        return copy;
    }

    private static void Header(Span<byte> header, Chance chance)
    {
        for (var times = 1 + chance.Below(2); times > 0; times--)
        {
            var field = chance.Below(7);
            if (field < 2) Chance.Put(header[(field * 4)..], chance.Side(), 4, littleEndian: false);
            else header[6 + field] = chance.Of<byte>([0, 1, 2, 3, 4, 6, 8, 16, 32, 255]);
        }
    }

    private static void Flip(Span<byte> content, Chance chance)
    {
        for (var times = 1 + chance.Below(4); times > 0 && content.Length > 0; times--) content[chance.Below(content.Length)] ^= (byte)(1 << chance.Below(8));
    }

    /// <summary>Megabytes of nothing, compressed, as a profile, a text or pixels.</summary>
    private static byte[] Bomb(Chance chance)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(new byte[(1 + chance.Below(16)) << 20]);
        var type = chance.Of(["iCCP", "zTXt", "IDAT", "iTXt"]);
        byte[] before = type switch
        {
            "iCCP" or "zTXt" => [.. "name"u8, 0, 0],
            "iTXt" => [.. "name"u8, 0, 1, 0, 0, 0],
            _ => [],
        };
        return Chunk(type, [.. before, .. packed.ToArray()]);
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
