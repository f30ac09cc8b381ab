namespace Csss.Contracts.Events;

/// <summary>A session is dead; every replica of every service refuses its tokens.</summary>
public sealed record SessionRevoked(Guid SessionId, Guid UserId, DateTimeOffset At);
