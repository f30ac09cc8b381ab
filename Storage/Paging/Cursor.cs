using System.Buffers.Binary;
using System.Buffers.Text;

namespace Csss.Storage.Paging;

internal static class Cursor
{
    public static string Encode(long sequence)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, sequence);
        return Base64Url.EncodeToString(bytes);
    }

    public static long Decode(string cursor)
    {
        Span<byte> bytes = stackalloc byte[8];
        return cursor.Length == 11 && Base64Url.IsValid(cursor) && Base64Url.TryDecodeFromChars(cursor, bytes, out var written) && written == 8
            ? BinaryPrimitives.ReadInt64BigEndian(bytes)
            : throw PageRequest.UnknownCursor();
    }
}
