using Csss.Identity.Accounts;

namespace Csss.Identity.Tests;

public sealed class AddressTests
{
    [Theory]
    [InlineData(" Ada.Lovelace+scan@Example.ORG ", "ada.lovelace+scan@example.org")]
    [InlineData("o'hara@mail.example.org", "o'hara@mail.example.org")]
    [InlineData("nurse@hospital", "nurse@hospital")]
    [InlineData("jose\u0301@example.org", "jos\u00e9@example.org")]
    public void An_address_is_kept_in_one_spelling(string text, string expected)
    {
        EmailAddress.TryNormalize(text, out var address).ShouldBeTrue();
        address.ShouldBe(expected);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("ada@")]
    [InlineData("@example.org")]
    [InlineData("a@b@c.org")]
    [InlineData("ada lovelace@example.org")]
    [InlineData("\"ada\"@example.org")]
    [InlineData("ada@example.org, eve@example.org")]
    [InlineData("Ada <ada@example.org>")]
    [InlineData("ada@[127.0.0.1]")]
    [InlineData("ada@127.0.0.1")]
    [InlineData("ada@example..org")]
    [InlineData("ada@-example.org")]
    [InlineData("ada\r\n@example.org")]
    [InlineData("ada\ufffe@example.org")]
    public void What_is_not_one_plain_address_is_refused(string? text) => EmailAddress.TryNormalize(text, out _).ShouldBeFalse();

    [Fact]
    public void An_address_is_at_most_254_characters() => EmailAddress.TryNormalize(new string('a', 250) + "@b.org", out _).ShouldBeFalse();

    [Theory]
    [InlineData("ÉLODIE", "elodie")]
    [InlineData("Åse", "ase")]
    [InlineData("मीरा", "मीरा")]
    public void Names_are_compared_without_case_and_accents(string name, string typed) => NameKey.Of(name).ShouldBe(NameKey.Of(typed));
}
