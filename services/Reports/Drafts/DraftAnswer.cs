namespace Csss.Reports.Drafts;

internal sealed record DraftAnswer(string? Findings, string? Impression, string? Recommendation, string? ConfirmedLabel, string Language, DateTimeOffset SavedAt)
{
    public static DraftAnswer Of(Draft draft) => new(draft.Findings, draft.Impression, draft.Recommendation, draft.ConfirmedLabel, draft.Language, draft.SavedAt);
}
