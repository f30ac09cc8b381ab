using System.Buffers.Binary;
using System.Buffers.Text;
using Csss.Storage.Paging;

namespace Csss.Identity.Audit;

/// <summary>Where a page ends. Entries are listed by when they happened, which is not the order in which they reached the chain.</summary>
internal sealed record AuditCursor(DateTimeOffset At, long Sequence)
{
    private const int TextLength = 22;

    public string Encode()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, At.UtcTicks);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], Sequence);
        return Base64Url.EncodeToString(bytes);
    }

    /// <exception cref="BadHttpRequestException">The cursor is not one we gave.</exception>
    public static AuditCursor Decode(string cursor)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (cursor.Length != TextLength || !Base64Url.IsValid(cursor) || !Base64Url.TryDecodeFromChars(cursor, bytes, out var written) || written != bytes.Length
            || BinaryPrimitives.ReadInt64BigEndian(bytes) is not (>= 0 and var ticks) || ticks > DateTimeOffset.MaxValue.UtcTicks)
            throw PageRequest.UnknownCursor();
        return new AuditCursor(new DateTimeOffset(ticks, TimeSpan.Zero), BinaryPrimitives.ReadInt64BigEndian(bytes[8..]));
    }
}
