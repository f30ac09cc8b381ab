using System.Text.Json.Nodes;
using Csss.Contracts.PublicEvents;

namespace Csss.Contracts.Tests.PublicEvents;

/// <summary>
/// What systems outside were once told stays true: everything in the committed baseline is still there and means the same. Members and types may be added;
/// after a release the baseline is replaced by the document (<c>cp Contracts/PublicEvents/asyncapi.json tests/Contracts/baseline/</c>).
/// </summary>
public sealed class CompatibilityTests
{
    /// <summary>Words for people; they may be put better.</summary>
    private static readonly HashSet<string> Prose = ["description", "title", "summary", "examples", "info"];

    private static JsonNode Baseline => JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "baseline", "asyncapi.json")))!;

    private static JsonNode Current => EventDocument.AsyncApi(new Uri("http://localhost:8000/"));

    [Fact]
    public void Nothing_that_was_promised_is_gone_or_changed() => Breaks(Baseline, Current).ShouldBeEmpty();

    [Theory]
    [InlineData("components.schemas.csss~scan~uploaded~v1.properties.patient_id", null)]
    [InlineData("components.schemas.csss~scan~uploaded~v1.properties.scan_id.format", "\"uri\"")]
    [InlineData("components.schemas.csss~scan~uploaded~v1.required.0", null)]
    [InlineData("components.schemas.csss~report~generated~v1.additionalProperties", "false")]
    [InlineData("components.schemas.scanUploaded.allOf.1.properties.type.const", "\"csss.scan.uploaded.v2\"")]
    [InlineData("channels.exchange.bindings.amqp.exchange.name", "\"other\"")]
    [InlineData("channels.feed.address", "\"/feed\"")]
    [InlineData("components.messages.scanRejected", null)]
    public void A_change_that_would_break_somebody_is_seen(string place, string? value)
    {
        var changed = Current;
        var (parent, last) = Find(changed, place);
        if (parent is JsonArray array) array.RemoveAt(int.Parse(last, System.Globalization.CultureInfo.InvariantCulture));
        else if (value is null) parent.AsObject().Remove(last);
        else parent[last] = JsonNode.Parse(value);

        Breaks(Baseline, changed).ShouldNotBeEmpty();
    }

    [Fact]
    public void An_addition_is_none()
    {
        var changed = Current;
        Find(changed, "components.schemas.csss~scan~uploaded~v1.properties.x").Parent["modality"] = JsonNode.Parse("""{"type": "string"}""");
        Find(changed, "components.schemas.csss~scan~uploaded~v1.required.x").Parent.AsArray().Add("modality");
        Find(changed, "components.schemas.x").Parent["csss.scan.viewed.v1"] = JsonNode.Parse("""{"type": "object"}""");
        Find(changed, "info.x").Parent["description"] = "Better words.";

        Breaks(Baseline, changed).ShouldBeEmpty();
    }

    /// <summary>Of an object every member must still be there; of a list every entry, wherever; a plain value must be the same.</summary>
    private static IEnumerable<string> Breaks(JsonNode? old, JsonNode? now, string place = "")
    {
        if (old is JsonObject before)
        {
            if (now is not JsonObject after) return [$"{place} is gone"];
            var closed = after.ContainsKey("additionalProperties") && !before.ContainsKey("additionalProperties") ? [$"{place} takes no further members any more"] : Array.Empty<string>();
            return closed.Concat(before.Where(member => !IsProse(place, member.Key)).SelectMany(member => Breaks(member.Value, after[member.Key], $"{place}/{member.Key}")));
        }

        if (old is JsonArray list)
            return now is JsonArray others
                ? list.Where(entry => !others.Any(other => !Breaks(entry, other, place).Any())).Select(entry => $"{place} has lost {entry?.ToJsonString()}")
                : [$"{place} is gone"];
        return JsonNode.DeepEquals(old, now) ? [] : [$"{place} was {old?.ToJsonString()} and is {now?.ToJsonString()}"];
    }

    /// <summary>Not where a member of an event might be called so.</summary>
    private static bool IsProse(string place, string name) => Prose.Contains(name) && !place.EndsWith("/properties", StringComparison.Ordinal);

    private static (JsonNode Parent, string Last) Find(JsonNode root, string place)
    {
        var steps = place.Split('.').Select(step => step.Replace('~', '.')).ToList();
        var node = root;
        foreach (var step in steps[..^1]) node = node is JsonArray array ? array[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : node[step]!;
        return (node, steps[^1]);
    }
}
