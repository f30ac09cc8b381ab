namespace Csss.Contracts.Commands;

/// <summary>Send a mail about an account.</summary>
/// <param name="Template">One of <see cref="AccountMailTemplates"/>.</param>
/// <param name="Secret">A one-time code or token, sealed so that only Notifications can read it; the message expires with it.</param>
public sealed record SendAccountMail(Guid UserId, string Template, string? Secret);
