namespace Csss.Chatbot.Retrieval;

/// <summary>
/// Whether what was found answers the question, or only shares a word with it: a logistic regression over four figures, fitted on the sets of questions that had been
/// looked at by then (tests/Chatbot/Questions, docs/adr/0030).
/// </summary>
internal static class Confidence
{
    private const double OfScore = 7.03, OfKnown = 5.36, OfLikeness = 2.2, OfHeld = 8.9, Bar = 31.26;

    /// <summary>Above nought: it answers.</summary>
    public static double Of(Findings found) =>
        OfScore * Math.Log(1 + found.Evidence.Best) + OfKnown * found.Evidence.Known / Math.Max(1, found.Evidence.Terms) + OfLikeness * found.Evidence.Likeness + OfHeld * found.Evidence.Held - Bar;

    public static bool IsEnough(Findings found) => found.Ranked.Count > 0 && Of(found) > 0;
}
