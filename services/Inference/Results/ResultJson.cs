using Csss.Inference.Scans;

namespace Csss.Inference.Results;

/// <summary>A scan's result, as another system sees it. Without a prediction, or when the model abstained, there is no label.</summary>
/// <param name="Confidence">Percent with two decimals.</param>
/// <param name="Abstained">The model has looked and would not say. Before it has looked: false, and no model.</param>
/// <param name="ReportId">The latest signed report; null until a doctor has signed.</param>
internal sealed record ResultJson(Guid ScanId, string Status, string? Label, decimal? Confidence, bool Abstained, ModelJson? Model, Guid? ReportId);
