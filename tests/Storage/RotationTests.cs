using System.Security.Cryptography;
using Csss.Storage.Blobs;
using Csss.Storage.Encryption;
using Csss.Storage.Rotation;
using Microsoft.Extensions.Options;

namespace Csss.Storage.Tests;

/// <summary>A new master key, while things lie under the old one.</summary>
public sealed class RotationTests : IDisposable
{
    private readonly StorageFolder _folder = new();
    private readonly byte[] _new = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] _content = RandomNumberGenerator.GetBytes(100_000);
    private readonly StringWriter _output = new();

    [Fact]
    public async Task A_blob_of_the_old_key_is_read_under_both_moved_and_read_under_the_new_one_alone()
    {
        var id = await WriteAsync(_folder.Store());
        var both = _folder.Store(_new, _folder.Key);
        (await both.ReadAsync(id, Cancel)).ShouldBe(_content);
        await Should.ThrowAsync<CryptographicException>(() => _folder.Store(_new).ReadAsync(id, Cancel));

        both.MoveToCurrentKey(id).ShouldBeTrue();
        both.MoveToCurrentKey(id).ShouldBeFalse();

        (await _folder.Store(_new).ReadAsync(id, Cancel)).ShouldBe(_content);
        await Should.ThrowAsync<CryptographicException>(() => _folder.Store().ReadAsync(id, Cancel));
        _folder.Files.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_is_written_meanwhile_is_under_the_new_key()
    {
        var id = await WriteAsync(_folder.Store(_new, _folder.Key));

        (await _folder.Store(_new).ReadAsync(id, Cancel)).ShouldBe(_content);
    }

    /// <summary>Every state that a crash can leave behind: the header in the blob may be cut anywhere between old and new.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(17)]
    [InlineData(40)]
    [InlineData(64)]
    [InlineData(65)]
    public async Task A_header_that_is_half_written_is_read_from_beside_the_blob_and_put_right_by_the_next_run(int written)
    {
        var id = await WriteAsync(_folder.Store());
        var file = _folder.Files.Single();
        var old = await File.ReadAllBytesAsync(file, Cancel);
        _folder.Store(_new, _folder.Key).MoveToCurrentKey(id);
        var fresh = (await File.ReadAllBytesAsync(file, Cancel))[..BlobFormat.HeaderBytes];
        await File.WriteAllBytesAsync(file, [.. fresh[..written], .. old[written..]], Cancel);
        await File.WriteAllBytesAsync(file + ".header", fresh, Cancel);

        var both = _folder.Store(_new, _folder.Key);
        (await both.ReadAsync(id, Cancel)).ShouldBe(_content);
        both.MoveToCurrentKey(id).ShouldBeTrue();

        (await _folder.Store(_new).ReadAsync(id, Cancel)).ShouldBe(_content);
        _folder.Files.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_draft_of_a_header_that_a_crash_left_is_in_nobodys_way()
    {
        var id = await WriteAsync(_folder.Store());
        await File.WriteAllBytesAsync(_folder.Files.Single() + ".header.partial", [1, 2, 3], Cancel);

        var both = _folder.Store(_new, _folder.Key);
        both.MoveToCurrentKey(id).ShouldBeTrue();

        both.ListAll().ShouldBe([id]);
        (await _folder.Store(_new).ReadAsync(id, Cancel)).ShouldBe(_content);
    }

    [Fact]
    public async Task A_blob_can_be_read_all_the_while_it_is_moved()
    {
        var id = await WriteAsync(_folder.Store());
        using var done = new CancellationTokenSource();
        var reading = Task.Run(async () =>
        {
            var reads = 0;
            for (; !done.IsCancellationRequested; reads++) (await _folder.Store(_new, _folder.Key).ReadAsync(id, Cancel)).ShouldBe(_content);
            return reads;
        });

        // There and back again, many times.
        for (var round = 0; round < 100; round++)
        {
            _folder.Store(_new, _folder.Key).MoveToCurrentKey(id).ShouldBeTrue();
            _folder.Store(_folder.Key, _new).MoveToCurrentKey(id).ShouldBeTrue();
        }

        await done.CancelAsync();
        (await reading).ShouldBePositive();
    }

    [Fact]
    public void A_sealed_text_opens_under_both_and_is_resealed_once()
    {
        var old = new MasterKeys(new MasterKey(_folder.Key), []);
        var both = new MasterKeys(new MasterKey(_new), [new MasterKey(_folder.Key)]);
        var sealedText = old.Seal("secret", "row 1");
        both.Open(sealedText, "row 1").ShouldBe("secret");

        var fresh = both.Reseal(sealedText, "row 1").ShouldNotBeNull();

        both.Reseal(fresh, "row 1").ShouldBeNull();
        new MasterKeys(new MasterKey(_new), []).Open(fresh, "row 1").ShouldBe("secret");
        Should.Throw<CryptographicException>(() => both.Reseal(sealedText, "row 2"));
        Should.Throw<CryptographicException>(() => both.Open(sealedText, "row 2"));
    }

    [Fact]
    public async Task A_derived_key_stays_the_same_through_every_change_of_the_master_key()
    {
        var first = Derived(_folder.Key).Derive("codes/1");
        first.ShouldBe(new MasterKey(_folder.Key).Derive("codes/1"), "as before derived keys were kept");

        var both = Derived(_new, _folder.Key);
        both.Derive("codes/1").ShouldBe(first);
        both.Derive("codes/2").ShouldBe(new MasterKey(_folder.Key).Derive("codes/2"), "not asked for before, but the old key may have been in use for it");
        await both.MoveAsync(new MasterKeys(new MasterKey(_new), [new MasterKey(_folder.Key)]), new RotationProgress("keys", _output), Cancel);

        Derived(_new).Derive("codes/1").ShouldBe(first);
        Derived(_new).Derive("codes/3").ShouldBe(new MasterKey(_new).Derive("codes/3"));
        _folder.Files.SelectMany(File.ReadAllBytes).ToArray().AsSpan().IndexOf(first).ShouldBe(-1);
    }

    [Fact]
    public async Task The_command_moves_all_says_so_and_finds_nothing_to_do_the_second_time()
    {
        for (var blob = 0; blob < 5; blob++) await WriteAsync(_folder.Store());
        var store = _folder.Store(_new, _folder.Key);

        (await RunAsync(store)).ShouldBe(0);
        _output.ToString().ShouldContain("blobs: 5 moved, 0 were under the current key already, 0 could not be read");
        (await RunAsync(_folder.Store(_new))).ShouldBe(0);
        _output.ToString().ShouldContain("blobs: 0 moved, 5 were under the current key already");
    }

    [Fact]
    public async Task What_no_key_opens_is_named_and_the_earlier_keys_are_to_be_kept()
    {
        var lost = await WriteAsync(_folder.Store(RandomNumberGenerator.GetBytes(32)));
        await WriteAsync(_folder.Store());

        (await RunAsync(_folder.Store(_new, _folder.Key))).ShouldBe(1);

        _output.ToString().ShouldContain($"{lost:D} opens with none of the keys");
        _output.ToString().ShouldContain("blobs: 1 moved, 0 were under the current key already, 1 could not be read");
    }

    [Fact]
    public async Task Two_runs_at_once_do_not_get_into_each_others_way()
    {
        using var first = new FileStream(Path.Combine(_folder.Root, "rotating.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        (await RunAsync(_folder.Store(_new, _folder.Key))).ShouldBe(3);
    }

    public void Dispose()
    {
        _output.Dispose();
        _folder.Dispose();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IOptions<StorageOptions> Options => Microsoft.Extensions.Options.Options.Create(new StorageOptions { Directory = _folder.Root, MasterKey = "unused" });

    private DerivedKeys Derived(byte[] key, params byte[][] previous) => new(Options, new MasterKeys(new MasterKey(key), [.. previous.Select(earlier => new MasterKey(earlier))]));

    private Task<int> RunAsync(FileBlobStore store) =>
        new RotateMasterKeyCommand([new BlobsOfMasterKey(store)], new MasterKeys(new MasterKey(_new), [new MasterKey(_folder.Key)]), Options).RunAsync([], _output, Cancel);

    private async Task<Guid> WriteAsync(FileBlobStore store) => (await store.WriteAsync(new MemoryStream(_content), 1L << 30, Cancel)).Id;
}
