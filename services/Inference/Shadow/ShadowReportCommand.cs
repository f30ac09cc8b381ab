using System.Globalization;
using Csss.Inference.Scans;
using Csss.ServiceDefaults.Operations;
using Microsoft.EntityFrameworkCore;

namespace Csss.Inference.Shadow;

/// <summary>Prints how each candidate did against the version that served at the time.</summary>
internal sealed class ShadowReportCommand(InferenceDb database) : IOperatorCommand
{
    private const int Column = 16;

    public string Name => "shadow-report";

    public string Usage => "    how the candidates agree with the models that serve";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (arguments.Count > 0)
        {
            await output.WriteLineAsync($"{Name} {Usage}");
            return 2;
        }

        var waiting = await database.ShadowRequests.CountAsync(cancellationToken);
        var comparisons = await CompareAsync(cancellationToken);
        foreach (var (versions, comparison) in comparisons) await WriteAsync(output, versions, comparison);
        await output.WriteLineAsync(FormattableString.Invariant($"{comparisons.Sum(pair => pair.Value.Scans)} scan(s) judged by a candidate, {waiting} waiting"));
        return 0;
    }

    private async Task<Dictionary<string, ShadowComparison>> CompareAsync(CancellationToken cancellationToken)
    {
        var rows = from shadow in database.ShadowPredictions.AsNoTracking()
                   join scan in database.Scans on shadow.ScanId equals scan.Id
                   orderby shadow.Id
                   select new
                   {
                       Versions = shadow.ModelName + " " + shadow.ModelVersion + " (" + shadow.ModelSha256.Substring(0, 12) + ") against "
                           + shadow.ServedVersion + " (" + shadow.ServedSha256.Substring(0, 12) + "), " + scan.Modality,
                       Served = scan.Status == ScanStatus.Rejected ? ShadowComparison.Rejected : scan.Label ?? ShadowComparison.Abstained,
                       Candidate = shadow.Rejection != null ? ShadowComparison.Rejected : shadow.Label ?? ShadowComparison.Abstained,
                       ServedMs = (double?)scan.Prediction!.InferenceMs,
                       CandidateMs = shadow.InferenceMs,
                   };
        var comparisons = new Dictionary<string, ShadowComparison>(StringComparer.Ordinal);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (!comparisons.TryGetValue(row.Versions, out var comparison)) comparisons[row.Versions] = comparison = new ShadowComparison();
            comparison.Add(new ShadowPair(row.Served, row.Candidate, row.ServedMs, row.CandidateMs));
        }

        return comparisons;
    }

    private static async Task WriteAsync(TextWriter output, string versions, ShadowComparison comparison)
    {
        Task LineAsync(FormattableString text) => output.WriteLineAsync(text.ToString(CultureInfo.InvariantCulture));
        var (agreed, labelled) = comparison.Labelled;
        var times = comparison.MeanMilliseconds;
        await LineAsync($"{versions}");
        await LineAsync($"  judged by both      {comparison.Scans}");
        await LineAsync($"  agreed              {comparison.Agreed} of {comparison.Scans} ({Percent(comparison.Agreed, comparison.Scans)})");
        await LineAsync($"  agreed on a label   {agreed} of {labelled} ({Percent(agreed, labelled)})");
        await LineAsync($"  mean ms             served {times.Served:0.0}, candidate {times.Candidate:0.0}, over {times.Count} scan(s)");
        await LineAsync($"  served (down), candidate (across)");
        await LineAsync($"  {"",-Column}{string.Concat(comparison.Outcomes.Select(outcome => $"{outcome,Column}"))}");
        foreach (var served in comparison.Outcomes)
            await LineAsync($"  {served,-Column}{string.Concat(comparison.Outcomes.Select(candidate => $"{comparison[served, candidate],Column}"))}");
        await output.WriteLineAsync();
    }

    private static string Percent(int part, int whole) => whole == 0 ? "-" : (100.0 * part / whole).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
