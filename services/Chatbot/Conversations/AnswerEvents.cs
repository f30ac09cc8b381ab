using System.Net.ServerSentEvents;
using System.Text.RegularExpressions;

namespace Csss.Chatbot.Conversations;

/// <summary>
/// An answer as server-sent events: <c>delta</c> with a piece of the text, as often as it takes, then <c>done</c> with the whole answer. A piece leaves only after the whole
/// has been checked and kept: what was shown cannot be taken back.
/// </summary>
internal static partial class AnswerEvents
{
    public static async IAsyncEnumerable<SseItem<object>> Of(MessageAnswer answer)
    {
        foreach (Match piece in Sentence().Matches(answer.Reply)) yield return new SseItem<object>(new Delta(piece.Value), "delta");
        await Task.CompletedTask;
        yield return new SseItem<object>(answer, "done");
    }

    [GeneratedRegex(@"[^.!?।؟\n]*[.!?।؟\n]*\s*", RegexOptions.ExplicitCapture)]
    private static partial Regex Sentence();
}

internal sealed record Delta(string Text);
