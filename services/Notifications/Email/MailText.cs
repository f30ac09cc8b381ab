namespace Csss.Notifications.Email;

/// <summary>What a mail says: the same words as plain text and, for people outside the house, as simple HTML. Nobody's name and nothing clinical.</summary>
internal sealed record MailText(string Subject, string Plain, string? Html);
