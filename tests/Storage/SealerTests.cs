using System.Buffers.Text;
using System.Security.Cryptography;
using Csss.Storage.Encryption;

namespace Csss.Storage.Tests;

public sealed class SealerTests
{
    private readonly Sealer _sealer = new(RandomNumberGenerator.GetBytes(32));

    [Theory]
    [InlineData("")]
    [InlineData("123456")]
    [InlineData("pässphrase ✓ 通")]
    public void What_is_sealed_opens_in_its_context(string text) => _sealer.Open(_sealer.Seal(text, "row 1"), "row 1").ShouldBe(text);

    [Fact]
    public void The_same_text_looks_different_each_time() => _sealer.Seal("123456", "row 1").ShouldNotBe(_sealer.Seal("123456", "row 1"));

    [Fact]
    public void Another_row_cannot_use_it() => Should.Throw<CryptographicException>(() => _sealer.Open(_sealer.Seal("123456", "row 1"), "row 2"));

    [Fact]
    public void Another_key_cannot_open_it() =>
        Should.Throw<CryptographicException>(() => new Sealer(RandomNumberGenerator.GetBytes(32)).Open(_sealer.Seal("123456", "row 1"), "row 1"));

    [Fact]
    public void A_changed_byte_anywhere_is_found()
    {
        var box = Base64Url.DecodeFromChars(_sealer.Seal("123456", "row 1"));
        for (var place = 0; place < box.Length; place++)
        {
            var changed = (byte[])box.Clone();
            changed[place] ^= 1;
            Should.Throw<CryptographicException>(() => _sealer.Open(Base64Url.EncodeToString(changed), "row 1"));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("!")]
    [InlineData("AQ")]
    [InlineData("not sealed at all")]
    public void What_was_never_sealed_is_refused(string text) => Should.Throw<CryptographicException>(() => _sealer.Open(text, "row 1"));

    [Fact]
    public void Each_purpose_has_a_key_of_its_own()
    {
        var master = new MasterKey(new byte[32]);
        master.Derive("blobs/1").ShouldNotBe(master.Derive("sealer/1"));
        master.Derive("blobs/1").ShouldBe(new MasterKey(new byte[32]).Derive("blobs/1"));
        master.Derive("blobs/1").ShouldNotBe(new byte[32]);
    }
}
