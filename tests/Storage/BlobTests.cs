using System.Security.Cryptography;
using System.Text;
using Csss.Contracts;
using Csss.Storage.Blobs;
using Csss.Storage.Encryption;

namespace Csss.Storage.Tests;

public sealed class BlobTests : IDisposable
{
    private const int Chunk = BlobFormat.ChunkBytes;
    private const long Plenty = 1L << 30;
    private readonly StorageFolder _folder = new();
    private readonly FileBlobStore _store;

    public BlobTests() => _store = _folder.Store();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Chunk - 1)]
    [InlineData(Chunk)]
    [InlineData(Chunk + 1)]
    [InlineData(3 * Chunk)]
    [InlineData(5_000_000)]
    public async Task What_is_written_is_read_back(int bytes)
    {
        var content = RandomNumberGenerator.GetBytes(bytes);
        var info = await WriteAsync(content);

        info.Bytes.ShouldBe(bytes);
        info.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(content)));
        (await _store.ReadAsync(info.Id, Cancel)).ShouldBe(content);
        ReadInSmallSteps(info.Id).ShouldBe(content);
    }

    [Fact]
    public async Task A_stream_that_gives_a_few_bytes_at_a_time_is_stored_whole()
    {
        var content = RandomNumberGenerator.GetBytes((2 * Chunk) + 17);
        var info = await _store.WriteAsync(new Trickle(content), Plenty, Cancel);
        (await _store.ReadAsync(info.Id, Cancel)).ShouldBe(content);
    }

    [Fact]
    public async Task Exactly_the_limit_is_taken_and_one_byte_more_leaves_nothing()
    {
        (await _store.WriteAsync(new MemoryStream(new byte[Chunk]), Chunk, Cancel)).Bytes.ShouldBe(Chunk);
        var before = _folder.Files;
        (await Should.ThrowAsync<BlobTooLargeException>(() => _store.WriteAsync(new MemoryStream(new byte[Chunk + 1]), Chunk, Cancel))).MaxBytes.ShouldBe(Chunk);
        _folder.Files.ShouldBe(before);
    }

    [Fact]
    public async Task A_cancelled_or_broken_upload_leaves_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        var content = new Trickle(new byte[10 * Chunk], onRead: read =>
        {
            if (read > 3 * Chunk) cancelled.Cancel();
        });
        await Should.ThrowAsync<OperationCanceledException>(() => _store.WriteAsync(content, Plenty, cancelled.Token));
        await Should.ThrowAsync<IOException>(() => _store.WriteAsync(new Trickle(new byte[10 * Chunk], _ => throw new IOException("The client went away.")), Plenty, Cancel));
        _folder.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_flipped_bit_anywhere_is_found_and_no_wrong_byte_given_out()
    {
        var content = RandomNumberGenerator.GetBytes(Chunk + 100);
        var info = await WriteAsync(content);
        var path = _folder.Files.Single();
        var original = await File.ReadAllBytesAsync(path, Cancel);

        // Every byte of the header, of both tags and of the short last chunk; every 1,009th of the long one.
        var places = Enumerable.Range(0, original.Length)
            .Where(at => at < BlobFormat.HeaderBytes + 32 || at > original.Length - 150 || at % 1009 == 0);
        foreach (var place in places)
        {
            var changed = (byte[])original.Clone();
            changed[place] ^= (byte)(1 << (place % 8));
            await File.WriteAllBytesAsync(path, changed, Cancel);
            Damaged(info.Id, content);
        }
    }

    [Fact]
    public async Task A_file_cut_anywhere_or_grown_is_found()
    {
        var content = RandomNumberGenerator.GetBytes(3 * Chunk);
        var info = await WriteAsync(content);
        var path = _folder.Files.Single();
        var original = await File.ReadAllBytesAsync(path, Cancel);
        const int Sealed = Chunk + BlobFormat.TagBytes;
        foreach (var length in (int[])[0, 1, BlobFormat.HeaderBytes - 1, BlobFormat.HeaderBytes, BlobFormat.HeaderBytes + 5, BlobFormat.HeaderBytes + Sealed,
            BlobFormat.HeaderBytes + (2 * Sealed), BlobFormat.HeaderBytes + (3 * Sealed), BlobFormat.HeaderBytes + Sealed + 1000, original.Length - 1])
        {
            await File.WriteAllBytesAsync(path, original[..length], Cancel);
            Damaged(info.Id, content);
        }

        await File.WriteAllBytesAsync(path, [.. original, 0], Cancel);
        Damaged(info.Id, content);
    }

    [Fact]
    public async Task Chunks_in_another_order_are_found()
    {
        var content = RandomNumberGenerator.GetBytes(3 * Chunk);
        var info = await WriteAsync(content);
        var path = _folder.Files.Single();
        var file = await File.ReadAllBytesAsync(path, Cancel);
        const int Sealed = Chunk + BlobFormat.TagBytes;
        var (first, second) = (file[BlobFormat.HeaderBytes..(BlobFormat.HeaderBytes + Sealed)], file[(BlobFormat.HeaderBytes + Sealed)..(BlobFormat.HeaderBytes + (2 * Sealed))]);
        await File.WriteAllBytesAsync(path, [.. file[..BlobFormat.HeaderBytes], .. second, .. first, .. file[(BlobFormat.HeaderBytes + (2 * Sealed))..]], Cancel);
        Damaged(info.Id, content);
    }

    [Fact]
    public async Task Two_files_cannot_be_swapped()
    {
        var (one, two) = (RandomNumberGenerator.GetBytes(1000), RandomNumberGenerator.GetBytes(1000));
        var first = await WriteAsync(one);
        var pathOfFirst = _folder.Files.Single();
        var second = await WriteAsync(two);
        var pathOfSecond = _folder.Files.Single(path => path != pathOfFirst);
        var bytes = await File.ReadAllBytesAsync(pathOfFirst, Cancel);
        File.Copy(pathOfSecond, pathOfFirst, overwrite: true);
        await File.WriteAllBytesAsync(pathOfSecond, bytes, Cancel);

        Damaged(first.Id, one);
        Damaged(second.Id, two);
    }

    [Fact]
    public async Task Another_master_key_opens_nothing()
    {
        var info = await WriteAsync(RandomNumberGenerator.GetBytes(1000));
        await Should.ThrowAsync<CryptographicException>(() => _folder.Store(RandomNumberGenerator.GetBytes(32)).ReadAsync(info.Id, Cancel));
    }

    [Fact]
    public async Task Whoever_reads_on_after_the_failure_gets_nothing_more()
    {
        var info = await WriteAsync(RandomNumberGenerator.GetBytes(3 * Chunk));
        var path = _folder.Files.Single();
        var bytes = await File.ReadAllBytesAsync(path, Cancel);
        bytes[BlobFormat.HeaderBytes + 100] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, Cancel);
        await using var stream = _store.OpenRead(info.Id);
        var buffer = new byte[100];
        for (var time = 0; time < 5; time++)
        {
            Should.Throw<CryptographicException>(() => stream.ReadExactly(buffer));
            await Should.ThrowAsync<CryptographicException>(async () => await stream.ReadExactlyAsync(buffer, Cancel));
        }
    }

    [Fact]
    public async Task The_plain_bytes_are_nowhere_on_the_disk_while_writing_nor_after()
    {
        var secret = Encoding.ASCII.GetBytes("The patient's scan");
        var content = Enumerable.Repeat(secret, 20_000).SelectMany(bytes => bytes).ToArray();
        var looked = 0;
        await _store.WriteAsync(new Trickle(content, read =>
        {
            if (read < 2 * Chunk || looked++ > 0) return;
            _folder.Files.Length.ShouldBe(1);
            Contains(StorageFolder.Read(_folder.Files[0]), secret).ShouldBeFalse();
        }), Plenty, Cancel);

        looked.ShouldBeGreaterThan(0);
        Contains(await File.ReadAllBytesAsync(_folder.Files.Single(), Cancel), secret).ShouldBeFalse();
    }

    [Fact]
    public async Task Only_this_user_can_look_into_the_folder()
    {
        using var folder = new StorageFolder();
        var root = Path.Combine(folder.Root, "new");
        var store = new FileBlobStore(Microsoft.Extensions.Options.Options.Create(new StorageOptions { Directory = root, MasterKey = "unused" }), new MasterKeys(new MasterKey(folder.Key), []));
        await store.WriteAsync(new MemoryStream(new byte[10]), Plenty, Cancel);
        if (OperatingSystem.IsWindows()) return;

        File.GetUnixFileMode(root).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task Deleted_is_gone_and_deleting_again_does_nothing()
    {
        var info = await WriteAsync(new byte[10]);
        _store.Delete(info.Id);
        _store.Delete(info.Id);
        _folder.Files.ShouldBeEmpty();
        Should.Throw<FileNotFoundException>(() => _store.OpenRead(info.Id));
        Should.Throw<IOException>(() => _store.OpenRead(Ids.New()));
    }

    [Fact]
    public async Task Old_blobs_are_listed_and_what_a_crash_left_half_written_goes()
    {
        var old = await WriteAsync(new byte[10]);
        var oldPath = _folder.Files.Single();
        File.SetLastWriteTimeUtc(oldPath, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        File.Copy(oldPath, oldPath + ".partial");
        await WriteAsync(new byte[10]);

        _store.ListOlderThan(new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero)).ShouldBe([old.Id]);
        _folder.Files.ShouldNotContain(path => path.EndsWith(".partial", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Task<BlobInfo> WriteAsync(byte[] content) => _store.WriteAsync(new MemoryStream(content), Plenty, Cancel);

    /// <summary>Reading fails, and what came before is a true beginning of the content.</summary>
    private void Damaged(Guid id, byte[] content)
    {
        using var stream = _store.OpenRead(id);
        using var given = new MemoryStream();
        Should.Throw<CryptographicException>(() => stream.CopyTo(given));
        given.ToArray().ShouldBe(content[..(int)given.Length]);
    }

    private byte[] ReadInSmallSteps(Guid id)
    {
        using var stream = _store.OpenRead(id);
        using var memory = new MemoryStream();
        var buffer = new byte[4099];
        while (stream.Read(buffer) is var read && read > 0) memory.Write(buffer, 0, read);
        return memory.ToArray();
    }

    private static bool Contains(byte[] bytes, byte[] sought) => bytes.AsSpan().IndexOf(sought.AsSpan(0, 12)) >= 0;
}
