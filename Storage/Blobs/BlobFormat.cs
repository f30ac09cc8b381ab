using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Csss.Storage.Blobs;

/// <summary>
/// The file format, after the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015): a header with the blob's own
/// key wrapped by the master key, then chunks of 64 KiB, each AES-256-GCM with a counter nonce whose last byte marks the
/// final chunk. Changing, cutting, reordering or swapping files fails on reading.
/// </summary>
/// <remarks>Header: "CSSB" 1 · wrap nonce (12) · wrapped key (32) · wrap tag (16). Chunk: tag (16) · ciphertext.</remarks>
internal static class BlobFormat
{
    public const int ChunkBytes = 64 * 1024;
    public const int TagBytes = 16;
    public const int HeaderBytes = 5 + 12 + 32 + TagBytes;
    private static ReadOnlySpan<byte> Magic => "CSSB\u0001"u8;

    public static void WriteHeader(Span<byte> header, ReadOnlySpan<byte> wrappingKey, Guid id, ReadOnlySpan<byte> key)
    {
        Magic.CopyTo(header);
        RandomNumberGenerator.Fill(header.Slice(5, 12));
        using var aes = new AesGcm(wrappingKey, TagBytes);
        aes.Encrypt(header.Slice(5, 12), key, header.Slice(17, 32), header.Slice(49, TagBytes), id.ToByteArray(bigEndian: true));
    }

    /// <param name="wrappingKeys">The current one first.</param>
    /// <param name="opened">Which of them it is wrapped by.</param>
    public static byte[] ReadHeader(ReadOnlySpan<byte> header, IReadOnlyList<byte[]> wrappingKeys, Guid id, out int opened)
    {
        if (!header[..5].SequenceEqual(Magic)) throw new CryptographicException("Not a blob of a known version.");

        var key = new byte[32];
        for (opened = 0; ; opened++)
        {
            try
            {
                using var aes = new AesGcm(wrappingKeys[opened], TagBytes);
                aes.Decrypt(header.Slice(5, 12), header.Slice(17, 32), header.Slice(49, TagBytes), key, id.ToByteArray(bigEndian: true));
                return key;
            }
            catch (AuthenticationTagMismatchException) when (opened < wrappingKeys.Count - 1)
            {
                // Perhaps it lies under an older key.
            }
        }
    }

    /// <summary>The key is used for one blob only, so a counter is a safe nonce.</summary>
    public static void Nonce(Span<byte> nonce, long chunk, bool final)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce, chunk);
        nonce[11] = final ? (byte)1 : (byte)0;
    }
}
