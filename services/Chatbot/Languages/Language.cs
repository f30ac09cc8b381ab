using System.Collections.Frozen;

namespace Csss.Chatbot.Languages;

/// <summary>The languages that the assistant knows: ISO 639-1 codes, as the web app uses them.</summary>
internal static class Language
{
    public const string English = "en", German = "de", Spanish = "es", French = "fr", Arabic = "ar", Hindi = "hi";

    public static readonly IReadOnlyList<string> All = [English, German, Spanish, French, Arabic, Hindi];

    /// <summary>Those that share the Latin alphabet, so that letters alone do not tell them apart.</summary>
    public static readonly IReadOnlyList<string> Latin = [English, German, Spanish, French];

    private static readonly FrozenSet<string> Known = All.ToFrozenSet(StringComparer.Ordinal);

    /// <summary><c>de</c> of <c>de-AT</c>; null for one that is not known here.</summary>
    public static string? Parse(string? tag)
    {
        var code = tag?.Split('-', '_')[0].Trim().ToLowerInvariant();
        return code is not null && Known.Contains(code) ? code : null;
    }
}
