using Csss.LocalHosting.Running;

namespace Csss.LocalHosting.Tests.Running;

public sealed class OutputTests
{
    private readonly StringWriter _text = new();

    [Fact]
    public void Every_line_says_who_wrote_it()
    {
        var output = new Output(_text, colours: false, nameWidth: 9);
        output.Line("inference", "one");
        output.Line("mail", "two");

        _text.ToString().ShouldBe("inference | one\nmail      | two\n");
    }

    [Fact]
    public void Names_have_colours_of_their_own_that_end_with_the_name()
    {
        var output = new Output(_text, colours: true, nameWidth: 1);
        output.Line("a", "one");
        output.Line("b", "two");
        output.Line("a", "three");

        _text.ToString().ShouldBe("\e[36ma\e[0m | one\n\e[33mb\e[0m | two\n\e[36ma\e[0m | three\n");
    }

    [Fact]
    public void A_table_has_straight_columns()
    {
        new Output(_text, colours: false, nameWidth: 7).Table([["name", "address"], ["gateway", "http://localhost:8000"], ["mail", ""]]);

        _text.ToString().ShouldBe("apphost | name     address\napphost | gateway  http://localhost:8000\napphost | mail\n");
    }
}
