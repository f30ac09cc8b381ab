namespace Csss.Contracts.Events;

/// <summary>An account was made.</summary>
public sealed record UserRegistered(Guid UserId, string Role, string Status, DateTimeOffset At);
