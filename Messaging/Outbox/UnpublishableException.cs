namespace Csss.Messaging.Outbox;

/// <summary>A row that can never be published as it is: its type or its body is not one of Contracts.</summary>
internal sealed class UnpublishableException(string message, Exception? inner = null) : Exception(message, inner);
