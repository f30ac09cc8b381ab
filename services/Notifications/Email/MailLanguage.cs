using System.Text.Json.Serialization;

namespace Csss.Notifications.Email;

/// <summary>One file of words: <c>Templates/{language}.json</c>.</summary>
/// <param name="Direction"><c>ltr</c> or <c>rtl</c>.</param>
/// <param name="Notice">That a document waits; the portal's address follows.</param>
/// <param name="Mails">By name.</param>
internal sealed record MailLanguage(
    [property: JsonRequired] string Direction, [property: JsonRequired] string Footer, [property: JsonRequired] string Notice,
    [property: JsonRequired] IReadOnlyDictionary<string, MailWords> Mails);

/// <summary>A mail's words. A line that is <c>{code}</c> or <c>{portal}</c> holds that, and nothing else does.</summary>
internal sealed record MailWords([property: JsonRequired] string Subject, [property: JsonRequired] IReadOnlyList<string> Lines);
