using System.ComponentModel.DataAnnotations;

namespace Csss.Chatbot.Conversations;

/// <summary>Section <c>Conversations</c>.</summary>
internal sealed class ConversationOptions
{
    /// <summary>How long a conversation is kept after its last message.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00", ErrorMessage = "Conversations:KeepFor is between a minute and ten years.")]
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Messages of one person in the long run, in each replica.</summary>
    [Range(1, 100_000, ErrorMessage = "Conversations:MessagesPerMinute is at least 1.")]
    public int MessagesPerMinute { get; set; } = 20;

    /// <summary>Messages of one person at once, after a quiet time.</summary>
    [Range(1, 100_000, ErrorMessage = "Conversations:Burst is at least 1.")]
    public int Burst { get; set; } = 20;
}
