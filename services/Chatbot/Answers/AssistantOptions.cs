using System.ComponentModel.DataAnnotations;

namespace Csss.Chatbot.Answers;

/// <summary>Section <c>Assistant</c>.</summary>
internal sealed class AssistantOptions
{
    /// <summary>The number for an ambulance where this site is. 112 is reached from mobile telephones in most countries.</summary>
    [Required(ErrorMessage = "Assistant:EmergencyNumber is not set: name the number to call for an ambulance.")]
    public string EmergencyNumber { get; set; } = "112";

    /// <summary>A telephone number for people with thoughts of suicide; null: the emergency number alone is named.</summary>
    public string? CrisisLine { get; set; }
}
