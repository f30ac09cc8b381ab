namespace Csss.Chatbot.Triage;

/// <summary>
/// One language's rules, as a clinician can read and change them (docs/assistant.md has the whole of it). A pattern is words in order: <c>hurt*</c> any
/// ending, <c>a/b</c> either, <c>&lt;pain&gt;</c> any word of a list, <c>_</c> up to two other words between, <c>_5</c> up to five;
/// <c>x &amp; y ~6</c> both, in either order, at most six words apart.
/// </summary>
/// <param name="Lists">Named lists of single words.</param>
/// <param name="Spelt">Everyday words, in any language, that are no misspelling of a danger though they look like one.</param>
/// <param name="Harmless">Taken out of the message before anything else is looked for: figures of speech, names of examinations and pages.</param>
/// <param name="Asking">A sentence with one of these asks about facts.</param>
/// <param name="Self">Words of the person who writes and of those near them: with one of these a sentence is never only about facts.</param>
/// <param name="Negation">Just before a mention: it is not there.</param>
/// <param name="Past">It was, and is over.</param>
/// <param name="Now">Takes back what <paramref name="Past"/> says.</param>
internal sealed record RuleFile(
    IReadOnlyDictionary<string, string> Lists,
    string Spelt,
    IReadOnlyList<string> Harmless,
    IReadOnlyList<string> Asking,
    IReadOnlyList<string> Self,
    IReadOnlyList<string> Negation,
    IReadOnlyList<string> Past,
    IReadOnlyList<string> Now,
    IReadOnlyList<FlagFile> Flags,
    RefusalFile Refusals);

/// <summary>A danger and what people write who are in it.</summary>
/// <param name="Flag">Its name.</param>
/// <param name="Complaints">Said of somebody here and now: always answered as urgent.</param>
/// <param name="Mentions">Named: urgent unless the sentence clearly asks about facts, denies it, or tells of the past.</param>
internal sealed record FlagFile(string Flag, IReadOnlyList<string> Complaints, IReadOnlyList<string> Mentions);

/// <summary>What the assistant does not answer, with patterns as above.</summary>
/// <param name="Dose">How much or how often of a medicine, starting, stopping, changing or being prescribed one.</param>
/// <param name="Diagnosis">What somebody has, or how bad it is.</param>
internal sealed record RefusalFile(IReadOnlyList<string> Dose, IReadOnlyList<string> Diagnosis);
