using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Csss.Inference.Tests.Fuzzing;

/// <summary>What an upload may be answered with: docs/api.md, and what every route may say.</summary>
internal static partial class Answers
{
    private static readonly HashSet<(int Status, string Code)> Known =
    [
        (400, "empty_file"), (400, "malformed_form"), (400, "validation_failed"), (400, "too_many_parts"), (400, "malformed_request"), (408, "malformed_request"),
        (413, "file_too_large"), (413, "image_too_large"), (413, "request_too_large"),
        (415, "unsupported_image"), (415, "unreadable_image"), (415, "multiple_frames"),
        (422, "no_model"), (422, "image_too_small"), (422, "unknown_patient"),
    ];

    /// <summary>What the server says itself of a request whose head it cannot read, before any of our code: without a body.</summary>
    private static readonly HashSet<int> OfTheServer = [400, 408, 411, 413, 431];

    private static readonly HashSet<string> Rejections = ["unreadable_image", "not_this_modality", "image_too_large", "unsupported_image", "multiple_frames"];

    /// <summary>Throws unless the refusal is one of the known ones, with a trace id, and says nothing of our insides. Gives its code.</summary>
    public static string ShouldBeKnown(int status, string body)
    {
        if (body.Length == 0 && OfTheServer.Contains(status)) return $"{status} of the server";

        body.ShouldNotBeEmpty($"{status} without a body");
        Insides().IsMatch(body).ShouldBeFalse(body);
        var problem = JsonNode.Parse(body)!;
        problem.Text("trace_id").Length.ShouldBe(32);
        Known.ShouldContain((status, problem.Text("code")), body);
        return $"{status} {problem.Text("code")}";
    }

    /// <summary>Throws unless the scan is final and neither failed nor rejected for an unknown reason. Gives its state.</summary>
    public static string ShouldBeSettled(JsonNode scan)
    {
        if (scan.Text("status") == "completed") return "completed";

        scan.Text("status").ShouldBe("rejected", scan.ToJsonString());
        Rejections.ShouldContain(scan["failure"]!.Text("code"));
        return "rejected " + scan["failure"]!.Text("code");
    }

    [GeneratedRegex(@"   at |Exception|\.cs:line|/tmp/|/root/|/work/|Csss\.|NetVips|VipsF", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Insides();
}
