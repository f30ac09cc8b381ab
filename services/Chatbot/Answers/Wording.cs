using System.Globalization;

namespace Csss.Chatbot.Answers;

/// <summary>What the assistant says in its own words, in one language. <c>{0}</c> and so on are filled in.</summary>
internal sealed record Wording(
    string Urgent,
    string UrgentSuicidal,
    string UrgentCrisisLine,
    string UrgentThen,
    string Unknown,
    string RefuseDose,
    string RefuseDiagnosis,
    string Related,
    string OwnNone,
    string OwnHead,
    string OwnLine,
    string OwnMore,
    IReadOnlyDictionary<string, string> Modalities,
    IReadOnlyDictionary<string, string> States,
    string DoctorCounts,
    string AdminCounts,
    string PharmacistCounts,
    string AtLeast,
    string Away,
    IReadOnlyList<string> More)
{
    public static string Fill(string text, params object[] values) => string.Format(CultureInfo.InvariantCulture, text, values);
}
