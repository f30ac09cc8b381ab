using Csss.Chatbot.Articles;
using Csss.Chatbot.Conversations;
using Csss.Chatbot.LanguageModel;
using Csss.Chatbot.Languages;
using Csss.Chatbot.Records;
using Csss.Chatbot.Retrieval;
using Csss.Chatbot.Triage;

namespace Csss.Chatbot.Answers;

/// <summary>Answers a message: danger first, then what is not answered, then what the library and the asker's own records say.</summary>
internal sealed class Assistant(RedFlags redFlags, Retriever retriever, Library library, LanguageDetection detection, Phrasebook phrases, OwnRecords records, IdentityClient identity, LanguageWriter writer)
{
    public const int LargestMessage = 4000;
    private const int Sources = 3;

    /// <summary>The answer to a message that tells of a danger; null when it does not. Nothing else is asked, looked up or waited for.</summary>
    public Answer? Triage(string message)
    {
        var detected = detection.Detect(message);
        if (redFlags.Find(message, detected) is not { } flag) return null;

        var language = detected ?? flag.Language;
        return new Answer(phrases.Urgent(flag, language), Answered: true, Emergency(language), Urgent: true, language);
    }

    public async Task<Answer> AnswerAsync(string message, Asker asker, Said? before, CancellationToken cancellationToken)
    {
        var language = detection.Detect(message) ?? before?.Answer.Language ?? await LanguageOfAsync(asker, cancellationToken);
        var wording = phrases.In(language);
        if (before is not null && phrases.AsksForMore(message, language) && Continue(before, language, asker) is { } more) return more;

        var found = retriever.Search(message, language, asker.Role);
        var own = await records.TellAsync(message, language, asker, wording, cancellationToken);
        var refusal = redFlags.Refused(message, language, asker.Role);
        if (own is null && refusal is null && !Confidence.IsEnough(found)) return new Answer(wording.Unknown, Answered: false, [], Urgent: false, language);

        var articles = Cited(found, own is not null, refusal, language, asker.Role);
        var preface = string.Join("\n\n", new[] { own, refusal switch { Refusal.Dose => wording.RefuseDose, Refusal.Diagnosis => wording.RefuseDiagnosis, _ => null } }.Where(text => text is not null));
        var written = preface.Length == 0 ? await writer.WriteAsync(message, language, articles, cancellationToken) : null;
        return new Answer(written ?? Composed(preface, articles, found, wording), Answered: true, [.. articles.Select(article => new Source(article.Title, article.Id))], Urgent: false, language);
    }

    /// <summary>The best articles. What belongs to the asker's own records or to a refusal comes along, without displacing the two that fit the question best.</summary>
    private List<Article> Cited(Findings found, bool own, Refusal? refusal, string language, string role)
    {
        var confident = Confidence.IsEnough(found);
        var articles = confident ? found.Ranked.Take(Sources).Select(ranked => ranked.Article).ToList() : [];
        foreach (var id in new[] { own ? "is-my-report-ready" : null, refusal is Refusal.Dose ? "medicines" : null, refusal is Refusal.Diagnosis && !confident ? "preparing-questions" : null })
        {
            if (id is null || library.Find(language, id) is not { } article || !article.IsFor(role) || articles.Exists(other => other.Id == id)) continue;
            if (articles.Count == Sources) articles.RemoveAt(Sources - 1);
            articles.Insert(refusal is Refusal.Dose ? 0 : articles.Count, article);
        }

        return articles;
    }

    private string Composed(string preface, IReadOnlyList<Article> articles, Findings found, Wording wording)
    {
        if (articles.Count == 0) return preface;

        var best = articles[0];
        var closer = retriever.PassageOf(best, found);
        var text = closer == best.Lead ? best.Lead : $"{best.Lead}\n\n{closer}";
        var related = articles.Count > 1 ? "\n\n" + Wording.Fill(wording.Related, string.Join(" · ", articles.Skip(1).Select(article => article.Title))) : "";
        return (preface.Length > 0 ? preface + "\n\n" : "") + text + related;
    }

    /// <summary>The whole of the article that was quoted last.</summary>
    private Answer? Continue(Said before, string language, Asker asker) =>
        before.Answer is { Urgent: false, Sources: [var first, ..] } && library.Find(language, first.Id) is { } article && article.IsFor(asker.Role)
            ? new Answer(article.Body, Answered: true, [new Source(article.Title, article.Id)], Urgent: false, language)
            : null;

    private List<Source> Emergency(string language) =>
        library.Find(language, "emergency-help") is { } article ? [new Source(article.Title, article.Id)] : [];

    private async Task<string> LanguageOfAsync(Asker asker, CancellationToken cancellationToken)
    {
        try
        {
            return Language.Parse(await identity.LanguageAsync(asker, cancellationToken)) ?? asker.Preferred ?? Language.English;
        }
        catch (UnavailableException)
        {
            return asker.Preferred ?? Language.English;
        }
    }
}
