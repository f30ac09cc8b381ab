using System.Security.Cryptography;
using System.Text;
using Csss.Identity.Passwords;
using Microsoft.Extensions.Options;

namespace Csss.Identity.Tests;

public sealed class PasswordCheckTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("csss-breached-").FullName;

    [Theory]
    [InlineData("password")]
    [InlineData("PassWord1")]
    [InlineData("qwertyuiop")]
    [InlineData("zzzzzzzzzz")]
    [InlineData("23456789")]
    [InlineData("hgfedcba")]
    [InlineData("csss2026")]
    [InlineData("Hospital2026")]
    [InlineData("lovelace-ada")]
    [InlineData("AdaLovelace99")]
    [InlineData("ada.byron1815")]
    public void What_guessers_try_first_is_refused(string password) => Check().WhyNot(password, "Ada Lovelace", "ada.byron@example.org").ShouldNotBeNull();

    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("kb7#wq2p")]
    [InlineData("गोपनीय शब्द है")]
    [InlineData("Ada eats nine green pears")]
    public void What_is_long_enough_and_nobodys_is_accepted_whatever_it_is_made_of(string password) =>
        Check().WhyNot(password, "Ada Lovelace", "ada.byron@example.org").ShouldBeNull();

    [Fact]
    public void Every_password_of_a_sorted_file_is_found_and_no_other()
    {
        var breached = Enumerable.Range(0, 400).Select(i => $"breached phrase {i}").ToList();
        var file = Path.Combine(_folder, "list.txt");
        File.WriteAllLines(file, breached.Select((password, i) => $"{Sha1(password)}:{i * i}").Order(StringComparer.Ordinal));

        var list = List(file);

        breached.ShouldAllBe(password => list.Contains(password));
        Enumerable.Range(400, 400).Select(i => $"breached phrase {i}").ShouldAllBe(password => !list.Contains(password));
        Check(file).WhyNot("breached phrase 7").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("\r\n", true)]
    [InlineData("\n", false)]
    public void A_file_of_one_line_and_one_of_none_are_searched_too(string lineEnd, bool isThere)
    {
        var file = Path.Combine(_folder, "one.txt");
        File.WriteAllText(file, isThere ? Sha1("a single phrase") + ":3" + lineEnd : "");
        List(file).Contains("a single phrase").ShouldBe(isThere);
    }

    [Fact]
    public void A_folder_of_ranges_is_searched_too()
    {
        foreach (var password in new[] { "breached phrase", "another one" })
            File.AppendAllText(Path.Combine(_folder, Sha1(password)[..5] + ".txt"), $"{Sha1(password)[5..]}:12\r\n");
        var list = List(_folder);
        list.Contains("breached phrase").ShouldBeTrue();
        list.Contains("another one").ShouldBeTrue();
    }

    [Fact]
    public void A_folder_that_lacks_a_range_lets_nothing_through() => Should.Throw<IOException>(() => List(_folder).Contains("whatever it is"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Sha1(string text) => Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(text)));

    private static BreachedList List(string? path) => new(Options.Create(new PasswordOptions { BreachedList = path }));

    private static PasswordCheck Check(string? path = null) => new(List(path));
}
