using Csss.Contracts;

namespace Csss.Chatbot.Articles;

/// <summary>Something the assistant knows: a short text that was written and reviewed for this system.</summary>
/// <param name="Id">The same in each language.</param>
/// <param name="Audience">Roles that it is for.</param>
/// <param name="Reviewed">When a person last read it through.</param>
/// <param name="Sources">Where its facts are from.</param>
/// <param name="Also">Other ways of asking for it.</param>
/// <param name="Questions">Whole questions that it answers, in the words of people who do not know its own.</param>
/// <param name="Passages">Its paragraphs; the first one answers by itself.</param>
internal sealed record Article(
    string Id,
    string Language,
    string Title,
    IReadOnlyList<string> Audience,
    DateOnly Reviewed,
    IReadOnlyList<string> Sources,
    IReadOnlyList<string> Also,
    IReadOnlyList<string> Questions,
    IReadOnlyList<string> Passages)
{
    public const string Everybody = "all";

    public string Lead => Passages[0];

    public string Body => string.Join("\n\n", Passages);

    public bool IsFor(string role) => Audience.Contains(role, StringComparer.Ordinal);

    public static IReadOnlyList<string> Roles(IReadOnlyList<string> audience) => audience.Contains(Everybody, StringComparer.Ordinal) ? Contracts.Roles.All : audience;
}
