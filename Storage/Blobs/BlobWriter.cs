using System.Security.Cryptography;

namespace Csss.Storage.Blobs;

/// <summary>Encrypts a stream into the format of <see cref="BlobFormat"/>, one chunk in memory at a time.</summary>
internal static class BlobWriter
{
    public static async Task<BlobInfo> WriteAsync(
        Stream content, Stream file, Guid id, byte[] wrappingKey, long maxBytes, CancellationToken cancellationToken)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var header = new byte[BlobFormat.HeaderBytes];
        BlobFormat.WriteHeader(header, wrappingKey, id, key);
        await file.WriteAsync(header, cancellationToken);

        using var aes = new AesGcm(key, BlobFormat.TagBytes);
        CryptographicOperations.ZeroMemory(key);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (plain, sealedChunk) = (new byte[BlobFormat.ChunkBytes], new byte[BlobFormat.TagBytes + BlobFormat.ChunkBytes]);
        long total = 0;
        for (long chunk = 0; ; chunk++)
        {
            // A full chunk is never final: the final one is shorter, and may be empty.
            var read = await content.ReadAtLeastAsync(plain, plain.Length, throwOnEndOfStream: false, cancellationToken);
            total += read;
            if (total > maxBytes) throw new BlobTooLargeException(maxBytes);

            hash.AppendData(plain, 0, read);
            var final = read < plain.Length;
            Seal(aes, plain.AsSpan(0, read), sealedChunk, chunk, final);
            await file.WriteAsync(sealedChunk.AsMemory(0, BlobFormat.TagBytes + read), cancellationToken);
            if (final) return new BlobInfo(id, total, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
    }

    private static void Seal(AesGcm aes, ReadOnlySpan<byte> plain, Span<byte> sealedChunk, long chunk, bool final)
    {
        Span<byte> nonce = stackalloc byte[12];
        BlobFormat.Nonce(nonce, chunk, final);
        aes.Encrypt(nonce, plain, sealedChunk.Slice(BlobFormat.TagBytes, plain.Length), sealedChunk[..BlobFormat.TagBytes]);
    }
}
