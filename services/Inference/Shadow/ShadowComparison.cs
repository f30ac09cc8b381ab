namespace Csss.Inference.Shadow;

/// <summary>One scan as the serving model answered it and as the candidate would have.</summary>
internal sealed record ShadowPair(string Served, string Candidate, double? ServedMs, double CandidateMs);

/// <summary>A candidate against the version that served: how often they agree, and where not. Counts only, no scan is named.</summary>
internal sealed class ShadowComparison
{
    /// <summary>How an abstention and a rejection stand among the labels.</summary>
    public const string Abstained = "(abstained)", Rejected = "(rejected)";

    private readonly Dictionary<(string Served, string Candidate), int> _table = [];
    private (double Served, double Candidate, int Count) _milliseconds;

    public int Scans => _table.Values.Sum();

    public int Agreed => _table.Where(cell => cell.Key.Served == cell.Key.Candidate).Sum(cell => cell.Value);

    /// <summary>Scans to which both gave a label, and those of them to which it was the same.</summary>
    public (int Agreed, int Scans) Labelled
    {
        get
        {
            var both = _table.Where(cell => IsLabel(cell.Key.Served) && IsLabel(cell.Key.Candidate)).ToList();
            return (both.Where(cell => cell.Key.Served == cell.Key.Candidate).Sum(cell => cell.Value), both.Sum(cell => cell.Value));
        }
    }

    /// <summary>Means over the scans of which both times are known: a rejection's is kept for the candidate alone.</summary>
    public (double Served, double Candidate, int Count) MeanMilliseconds => _milliseconds.Count == 0
        ? default
        : (_milliseconds.Served / _milliseconds.Count, _milliseconds.Candidate / _milliseconds.Count, _milliseconds.Count);

    /// <summary>What either said, labels first.</summary>
    public IReadOnlyList<string> Outcomes =>
        [.. _table.Keys.SelectMany(key => new[] { key.Served, key.Candidate }).Distinct(StringComparer.Ordinal).OrderByDescending(IsLabel).ThenBy(outcome => outcome, StringComparer.Ordinal)];

    public int this[string served, string candidate] => _table.GetValueOrDefault((served, candidate));

    public void Add(ShadowPair pair)
    {
        var cell = (pair.Served, pair.Candidate);
        _table[cell] = _table.GetValueOrDefault(cell) + 1;
        if (pair.ServedMs is { } served) _milliseconds = (_milliseconds.Served + served, _milliseconds.Candidate + pair.CandidateMs, _milliseconds.Count + 1);
    }

    private static bool IsLabel(string outcome) => outcome is not (Abstained or Rejected);
}
