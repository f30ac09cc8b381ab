namespace Csss.Chatbot.Retrieval;

/// <summary>
/// Whether what was found answers the question, or only shares a word with it. The figures were fitted on the development half of the question set alone
/// (tests/Chatbot/Questions, docs/adr/0030).
/// </summary>
internal static class Confidence
{
    private const double OfCoverage = 1, OfStrength = 0.2, Bar = 0.75;

    public static double Of(Findings found) => OfCoverage * found.Evidence.Held / Math.Max(1, found.Evidence.All) + OfStrength * found.Evidence.Best / Math.Max(1, found.Evidence.All);

    public static bool IsEnough(Findings found) => found.Ranked.Count > 0 && Of(found) >= Bar;
}
