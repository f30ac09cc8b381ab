using Csss.Chatbot.Answers;
using Csss.ServiceDefaults.Problems;

namespace Csss.Chatbot.Conversations;

/// <param name="Message">1 to 4,000 characters.</param>
/// <param name="ConversationId">To go on with a conversation of one's own; without it a new one begins.</param>
internal sealed record MessageRequest(string? Message, Guid? ConversationId)
{
    public ApiProblem? Problem() =>
        string.IsNullOrWhiteSpace(Message) ? ApiProblem.Invalid("message", "Write something.")
        : Message.Length > Assistant.LargestMessage ? ApiProblem.Invalid("message", "At most 4,000 characters.")
        : null;
}

/// <param name="Answered">False when the assistant does not know; then there are no sources.</param>
/// <param name="Urgent">The message told of a danger: the reply says to get help now.</param>
internal sealed record MessageAnswer(string Reply, Guid ConversationId, bool Answered, IReadOnlyList<Source> Sources, bool Urgent, string Language)
{
    public static MessageAnswer Of(Answer answer, Guid conversation) => new(answer.Reply, conversation, answer.Answered, answer.Sources, answer.Urgent, answer.Language);
}

internal sealed record ConversationAnswer(Guid ConversationId, DateTimeOffset BegunAt, IReadOnlyList<TurnAnswer> Turns)
{
    public static ConversationAnswer Of(Conversation conversation, IReadOnlyList<(Turn Turn, Said Said)> turns) =>
        new(conversation.Id, conversation.BegunAt, [.. turns.Select(entry => TurnAnswer.Of(entry.Turn, entry.Said))]);
}

internal sealed record TurnAnswer(DateTimeOffset At, string Message, string Reply, bool Answered, IReadOnlyList<Source> Sources, bool Urgent)
{
    public static TurnAnswer Of(Turn turn, Said said) => new(turn.At, said.Message, said.Answer.Reply, said.Answer.Answered, said.Answer.Sources, said.Answer.Urgent);
}
