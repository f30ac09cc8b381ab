namespace Csss.Testing;

/// <summary>An account that <see cref="TestIdentity"/> knows.</summary>
public sealed record TestUser(Guid UserId, string Name, string Email, string Language, string Role, string Status, string? Whatsapp = null);
