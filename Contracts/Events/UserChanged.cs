namespace Csss.Contracts.Events;

/// <summary>An account's role, status or name changed; read the rest from Identity.</summary>
public sealed record UserChanged(Guid UserId, string Role, string Status, DateTimeOffset At);
