using Csss.Contracts;

namespace Csss.Chatbot.Answers;

/// <summary>Who asks.</summary>
/// <param name="Token">The person's own access token: what is looked up for them is looked up with it, so that no more than they may see can come back.</param>
/// <param name="Preferred">The language of their browser; null when it tells none that we know.</param>
internal sealed record Asker(Guid UserId, string Role, string Token, string? Preferred)
{
    public Guid? PatientId => Role == Roles.Patient ? UserId : null;
}

/// <summary>What the assistant says.</summary>
/// <param name="Answered">False when it does not know; then there are no sources.</param>
/// <param name="Sources">What it is taken from, the best first.</param>
/// <param name="Urgent">The message told of a danger: the reply says to get help now.</param>
internal sealed record Answer(string Reply, bool Answered, IReadOnlyList<Source> Sources, bool Urgent, string Language);

/// <param name="Title">In the language of the answer.</param>
internal sealed record Source(string Title, string Id);

/// <summary>A message and what was answered, as they are kept.</summary>
internal sealed record Said(string Message, Answer Answer);
