using System.Diagnostics.CodeAnalysis;
using MimeKit;

namespace Csss.Notifications.Email;

/// <summary>One address with a domain, and nothing around it.</summary>
internal static class MailAddress
{
    private static readonly ParserOptions Strict = new() { AllowAddressesWithoutDomain = false };

    public static bool TryParse(string text, [NotNullWhen(true)] out string? address)
    {
        address = MailboxAddress.TryParse(Strict, text, out var mailbox) && mailbox.Address == text ? mailbox.Address : null;
        return address is not null;
    }
}
