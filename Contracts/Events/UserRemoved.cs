namespace Csss.Contracts.Events;

/// <summary>An account was erased.</summary>
public sealed record UserRemoved(Guid UserId, string Role, string Status, DateTimeOffset At);
