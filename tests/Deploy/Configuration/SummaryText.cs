using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Csss.Deploy.Tests.Configuration;

/// <summary>A summary comment as one line of Markdown.</summary>
internal static partial class SummaryText
{
    public static string Of(MemberDeclarationSyntax member)
    {
        var comment = string.Join(' ', member.GetLeadingTrivia().ToFullString().Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("///", StringComparison.Ordinal)).Select(line => line[3..].Trim()));
        var summary = Summary().Match(comment).Groups[1].Value;
        summary = Reference().Replace(summary, match => $"`{match.Groups[1].Value}`");
        summary = Code().Replace(summary, "`");
        return Spaces().Replace(System.Net.WebUtility.HtmlDecode(Tag().Replace(summary, "")), " ").Trim().Replace("|", @"\|", StringComparison.Ordinal);
    }

    [GeneratedRegex("(?s)<summary>(.*?)</summary>")]
    private static partial Regex Summary();

    [GeneratedRegex("<(?:see|paramref) (?:cref|langword|name)=\"([^\"]*)\"\\s*/>")]
    private static partial Regex Reference();

    [GeneratedRegex("</?c>")]
    private static partial Regex Code();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
