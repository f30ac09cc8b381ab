using System.Buffers.Binary;

namespace Csss.Inference.Tests.Fuzzing;

/// <summary>The dice of one mutation: the same seed and index throw the same.</summary>
internal sealed class Chance(int seed, int index)
{
    private static readonly uint[] Extremes =
        [0, 1, 2, 3, 7, 63, 64, 127, 128, 255, 256, 32767, 32768, 65535, 65536, 100_000, 0x00FFFFFF, 0x7FFFFFFE, 0x7FFFFFFF, 0x80000000, 0x80000001, 0xFFFFFFF0, 0xFFFFFFFE, 0xFFFFFFFF];

    private readonly Random _random = new(unchecked((seed * 1_000_003) + index));

    public int Below(int limit) => limit <= 0 ? 0 : _random.Next(limit);

    public bool In(int times) => _random.Next(times) == 0;

    public T Of<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>A number at which a size, a count or an offset goes wrong.</summary>
    public uint Extreme() => In(4) ? (uint)_random.NextInt64(uint.MaxValue) : Of(Extremes);

    /// <summary>A side of an image: the largest of formats, what just fits a limit, primes, nothing.</summary>
    public uint Side() => Of<uint>([0, 1, 63, 64, 65, 97, 1000, 4097, 9_999, 10_000, 16_383, 16_384, 30_000, 65_535, 65_536, 1_000_000, 0x7FFFFFFF, 0xFFFFFFFF]);

    public static void Put(Span<byte> at, uint value, int width, bool littleEndian)
    {
        if (at.Length < width) return;
        switch (width, littleEndian)
        {
            case (1, _): at[0] = (byte)value; break;
            case (2, true): BinaryPrimitives.WriteUInt16LittleEndian(at, (ushort)value); break;
            case (2, _): BinaryPrimitives.WriteUInt16BigEndian(at, (ushort)value); break;
            case (_, true): BinaryPrimitives.WriteUInt32LittleEndian(at, value); break;
            default: BinaryPrimitives.WriteUInt32BigEndian(at, value); break;
        }
    }
}
