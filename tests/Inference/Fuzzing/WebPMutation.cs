using System.Buffers.Binary;
using System.Text;

namespace Csss.Inference.Tests.Fuzzing;

/// <summary>WebP by its RIFF chunks (type, length, content, padding).</summary>
internal static class WebPMutation
{
    private static readonly string[] Types = ["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP", "EXIF", "XMP ", "ABCD"];

    public static byte[] Apply(byte[] file, Chance chance, List<string> what)
    {
        var chunks = Split(file);
        var at = 1 + chance.Below(chunks.Count - 1);
        var kind = chance.Of(["order", "length", "whole length", "content", "sides", "sides", "new chunk", "type", "canvas"]);
        if (kind != "order") what.Add(kind);
        var chunk = chunks[at] = (byte[])chunks[at].Clone();
        switch (kind)
        {
            case "order": Pieces.Disorder(chunks, chance, what); break;
            case "length": Chance.Put(chunk.AsSpan(4), chance.Extreme(), 4, littleEndian: true); break;
            case "whole length": Chance.Put(chunks[0].AsSpan(4), chance.Extreme(), 4, littleEndian: true); return Pieces.Join(chunks);
            case "content" when chunk.Length > 8: chunk[8 + chance.Below(chunk.Length - 8)] ^= (byte)(1 << chance.Below(8)); break;
            case "sides": Sides(chunk, chance); break;
            case "new chunk": chunks.Insert(at, Chunk(chance.Of(Types), chance.Bytes(chance.Below(300)))); break;
            case "canvas": chunks.Insert(1, Chunk("VP8X", [(byte)chance.Below(256), 0, 0, 0, .. chance.Bytes(6)])); break;
            default: Encoding.ASCII.GetBytes(chance.Of(Types)).CopyTo(chunk, 0); break;
        }

        // Most readers stop at the length of the whole: right again, so that what was changed is reached.
        var whole = Pieces.Join(chunks);
        BinaryPrimitives.WriteInt32LittleEndian(whole.AsSpan(4), whole.Length - 8);
        return whole;
    }

    private static List<byte[]> Split(byte[] file)
    {
        var chunks = new List<byte[]> { file[..12] };
        for (var at = 12; at + 8 <= file.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 4));
            var end = Math.Min(file.Length, at + 8 + length + (length & 1));
            chunks.Add(file[at..end]);
            at = end;
        }

        return chunks;
    }

    private static byte[] Chunk(string type, byte[] content)
    {
        byte[] chunk = [.. Encoding.ASCII.GetBytes(type), 0, 0, 0, 0, .. content, .. new byte[content.Length & 1]];
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(4), content.Length);
        return chunk;
    }

    /// <summary>Where VP8X keeps its canvas, VP8 its frame (14 bits each), VP8L both in 28 bits.</summary>
    private static void Sides(byte[] chunk, Chance chance)
    {
        var (place, width) = chunk[3] switch { (byte)'X' => (chance.Of([12, 15]), 4), (byte)'L' => (9, 4), _ => (chance.Of([14, 16]), 2) };
        if (place + width <= chunk.Length) Chance.Put(chunk.AsSpan(place), chance.In(2) ? chance.Side() : chance.Extreme(), width, littleEndian: true);
    }
}
