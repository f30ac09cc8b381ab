using System.Text.Json;
using System.Text.RegularExpressions;

namespace Csss.Deploy.Tests;

public sealed partial class MonitoringTests
{
    /// <summary>What is measured by others: the name in Prometheus, and by whom.</summary>
    private static readonly Dictionary<string, string> Foreign = new(StringComparer.Ordinal)
    {
        ["http_server_request_duration_seconds"] = "ASP.NET Core",
        ["dotnet_process_memory_working_set_bytes"] = ".NET",
        ["dotnet_process_cpu_time_seconds_total"] = ".NET",
        ["rabbitmq_detailed_queue_messages"] = "RabbitMQ",
        ["up"] = "Prometheus",
    };

    private static readonly Lazy<IReadOnlySet<string>> Ours = new(ReadMetrics);

    [Fact]
    public void Every_alert_has_its_entry_in_the_runbook_and_every_entry_its_alert()
    {
        var alerts = Rules().Select(rule => rule["alert"].Text).ToList();
        alerts.Count.ShouldBeGreaterThan(10);
        Heading().Matches(Repository.Read("docs", "operations.md")).Select(match => match.Groups[1].Value).ShouldBe(alerts, ignoreOrder: true);
        Rules().ShouldAllBe(rule => rule["annotations"]["summary"].IsThere && rule["labels"]["severity"].IsThere);
    }

    [Fact]
    public void Every_metric_in_a_rule_is_one_that_is_measured() =>
        Rules().SelectMany(rule => Metrics(rule["expr"].Text)).Where(metric => !IsMeasured(metric)).ShouldBeEmpty();

    [Fact]
    public void Every_metric_on_the_dashboard_is_one_that_is_measured()
    {
        var expressions = Panels().SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => target.GetProperty("expr").GetString()!).ToList();
        expressions.Count.ShouldBeGreaterThan(10);
        expressions.SelectMany(Metrics).Where(metric => !IsMeasured(metric)).ShouldBeEmpty();
        Ours.Value.Where(metric => !expressions.Any(expression => expression.Contains(metric, StringComparison.Ordinal))).ShouldBeEmpty("What is measured is shown.");
    }

    [Fact]
    public void Panels_have_a_title_and_a_place_of_their_own()
    {
        var places = Panels().Select(panel => panel.GetProperty("gridPos")).Select(place => (place.GetProperty("x").GetInt32(), place.GetProperty("y").GetInt32())).ToList();
        places.Distinct().Count().ShouldBe(places.Count);
        Panels().ShouldAllBe(panel => panel.GetProperty("title").GetString()!.Length > 0);
    }

    [Fact]
    public void A_metric_that_nobody_measures_is_found() => IsMeasured("csss_outbox_length").ShouldBeFalse();

    private static IEnumerable<Node> Rules() =>
        Node.Parse(Repository.Read("deploy", "monitoring", "rules.yaml"))["groups"].Items.SelectMany(group => group["rules"].Items);

    private static IEnumerable<JsonElement> Panels() =>
        JsonDocument.Parse(Repository.Read("deploy", "monitoring", "dashboard.json")).RootElement.GetProperty("panels").EnumerateArray();

    private static bool IsMeasured(string metric)
    {
        var name = HistogramPart().Replace(metric, "");
        return Ours.Value.Contains(metric) || Ours.Value.Contains(name) || Foreign.ContainsKey(metric) || Foreign.ContainsKey(name);
    }

    /// <summary>Names in an expression that have an underscore or stand before a brace, without label names and functions.</summary>
    private static IEnumerable<string> Metrics(string expression) =>
        Metric().Matches(Labels().Replace(Grouping().Replace(expression, ""), "{}")).Select(match => match.Value).Where(name => !Function().IsMatch(name));

    /// <summary>From the code: the instruments as the collector's Prometheus exporter names them.</summary>
    private static HashSet<string> ReadMetrics()
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in new[] { "ServiceDefaults", "Messaging", "Storage", "services" }.SelectMany(Repository.Sources))
            foreach (Match match in Instrument().Matches(File.ReadAllText(file)))
            {
                var unit = match.Groups["unit"].Value switch { "s" => "_seconds", "ms" => "_milliseconds", "By" => "_bytes", _ => "" };
                found.Add(match.Groups["name"].Value.Replace('.', '_') + unit + (match.Groups["kind"].Value == "Counter" ? "_total" : ""));
            }

        found.Count.ShouldBeGreaterThan(8);
        return found;
    }

    [GeneratedRegex(@"(?m)^### (Csss\w+)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"Create(?:Observable)?(?<kind>Counter|Histogram|Gauge|UpDownCounter)(?:<\w+>)?\(""(?<name>csss\.[a-z_.]+)""(?:, \(\) => .+?\)\)?|)(?:, ""(?<unit>s|ms|By)"")?")]
    private static partial Regex Instrument();

    [GeneratedRegex(@"_(bucket|count|sum)$")]
    private static partial Regex HistogramPart();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Labels();

    [GeneratedRegex(@"\b(by|without) \([^)]*\)|""[^""]*""")]
    private static partial Regex Grouping();

    [GeneratedRegex(@"\b(?:up\b|[a-z]+_[a-z_]+)")]
    private static partial Regex Metric();

    [GeneratedRegex("^histogram_quantile$")]
    private static partial Regex Function();
}
