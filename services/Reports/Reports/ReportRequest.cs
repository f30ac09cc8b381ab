using Csss.Reports.Documents;
using Csss.ServiceDefaults.Problems;

namespace Csss.Reports.Reports;

/// <summary>What a doctor gives when generating, previewing or saving a draft; all of it optional.</summary>
internal sealed record ReportRequest(
    string? Findings = null, string? Impression = null, string? Recommendation = null, string? ConfirmedLabel = null, string? Language = null)
{
    public const int LongestText = 10_000;
    public const int LongestLabel = 64;

    /// <summary>In bytes: three of the longest texts with every character escaped, and some room.</summary>
    public const int LargestBody = 256 * 1024;

    public const string English = "en";

    /// <summary>Blank is none given.</summary>
    public DoctorsWords Words => new(Given(Findings), Given(Impression), Given(Recommendation), Given(ConfirmedLabel));

    /// <summary>What is wrong with it, whatever the scan.</summary>
    public ApiProblem? Problem()
    {
        var tooLong = new (string Field, string? Text)[] { ("findings", Findings), ("impression", Impression), ("recommendation", Recommendation) }
            .Where(field => field.Text?.Length > LongestText)
            .ToDictionary(field => field.Field, _ => new[] { $"At most {LongestText} characters." }, StringComparer.Ordinal);
        if (ConfirmedLabel?.Length > LongestLabel) tooLong["confirmed_label"] = [$"At most {LongestLabel} characters."];
        if (tooLong.Count > 0) return ApiProblem.Invalid(tooLong);
        return (Language ?? English) == English ? null : ApiProblem.Refused("unsupported_language", "Reports are written in English (en) only.");
    }

    /// <summary>What is wrong with the confirmed label, given the labels of the model that judged the scan.</summary>
    public ApiProblem? LabelProblem(IEnumerable<string> labels)
    {
        var known = labels.ToList();
        return Words.ConfirmedLabel is not { } label || known.Contains(label, StringComparer.Ordinal)
            ? null
            : ApiProblem.Invalid("confirmed_label", $"One of the model's labels, or null: {string.Join(", ", known)}.");
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
