using Csss.Storage.Paging;

namespace Csss.Identity.Accounts;

/// <summary>An account.</summary>
internal sealed class User : ISequenced
{
    public long Sequence { get; init; }

    public required Guid Id { get; init; }

    /// <summary>As <see cref="EmailAddress"/> normalises it; unique.</summary>
    public required string Email { get; init; }

    public string Name { get; private set; } = "";

    /// <summary><see cref="Name"/> as searches compare it.</summary>
    public string NameKey { get; private set; } = "";

    public required string PasswordHash { get; set; }

    public required string Role { get; init; }

    /// <summary>One of <see cref="UserStatus"/>.</summary>
    public required string Status { get; set; }

    public string Language { get; set; } = Languages.Default;

    /// <summary>As <see cref="PhoneNumber"/> writes it; null: none was given.</summary>
    public string? Phone { get; private set; }

    /// <summary>When they agreed to be told over WhatsApp, at this very number; null: they did not.</summary>
    public DateTimeOffset? WhatsappConsentAt { get; private set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastLoginAt { get; init; }

    /// <summary>Consent is to a number: another number, or none, ends it.</summary>
    public void ReachedAt(string? phone)
    {
        if (phone == Phone) return;
        (Phone, WhatsappConsentAt) = (phone, null);
    }

    public void AgreesToWhatsapp(bool agrees, DateTimeOffset now) => WhatsappConsentAt = agrees ? WhatsappConsentAt ?? now : null;

    public User Called(string name)
    {
        Name = name;
        NameKey = Accounts.NameKey.Of(name);
        return this;
    }
}
