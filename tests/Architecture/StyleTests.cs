using System.Text.RegularExpressions;

namespace Csss.Architecture.Tests;

public sealed partial class StyleTests
{
    private const int LongestFile = 300;

    [Fact]
    public void No_type_is_a_helper_a_manager_or_utils()
    {
        foreach (var file in House.Files(".cs"))
            Vague().Matches(File.ReadAllText(file)).Select(match => $"{House.Relative(file)}: {match.Groups[1].Value}").ShouldBeEmpty();
    }

    [Fact]
    public void No_file_is_too_long_to_read() =>
        House.Files(".cs").Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal))
            .Where(file => File.ReadLines(file).Count() > LongestFile).Select(House.Relative).ShouldBeEmpty();

    [Fact]
    public void Nothing_is_left_undone_in_the_code()
    {
        foreach (var file in House.Files(".cs"))
            Undone().Matches(File.ReadAllText(file)).Select(match => $"{House.Relative(file)}: {match.Value}").ShouldBeEmpty();
    }

    [Fact]
    public void We_claim_no_compliance_we_cannot_prove()
    {
        foreach (var file in House.Files(".cs", ".md", ".ts", ".tsx", ".json", ".html"))
            Claim().Matches(File.ReadAllText(file)).Select(match => $"{House.Relative(file)}: {match.Value}").ShouldBeEmpty();
    }

    [Fact]
    public void Namespaces_are_file_scoped_and_ours()
    {
        foreach (var file in House.Files(".cs").Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal)))
            foreach (Match match in Namespace().Matches(File.ReadAllText(file)))
                match.Value.ShouldMatch(@"^namespace (Csss|Aspire)\b.*;\s*$", House.Relative(file));
    }

    [GeneratedRegex(@"\b(?:class|record|struct|interface)\s+(\w*(?:Helper|Helpers|Manager|Utils|Utility|Utilities))\b")]
    private static partial Regex Vague();

    // In pieces, so that this file does not find itself.
    [GeneratedRegex(@"\b(?:TO" + @"DO|FIX" + @"ME|NotImplemented" + @"Exception)\b")]
    private static partial Regex Undone();

    [GeneratedRegex(@"\b(?:HIPAA|GDPR)[\s-]+(?:comp" + @"liant|cert" + @"ified)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Claim();

    [GeneratedRegex(@"^namespace .*$", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
