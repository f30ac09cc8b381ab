using Csss.Notifications.Deliveries;
using Csss.Testing;

namespace Csss.Notifications.Tests;

/// <summary>Mail over real TLS, or not at all.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TestCertificate _certificate = new();

    [Fact]
    public async Task With_STARTTLS_a_mail_goes_to_a_server_whose_authority_is_believed()
    {
        await using var application = await StartAsync(new ScriptedSmtp { Certificate = _certificate.Certificate }, ("Smtp:Security", null), ("Smtp:AuthorityFile", _certificate.CertificateFile));

        (await SentAsync(application)).ShouldBeTrue();
    }

    [Fact]
    public async Task With_TLS_from_the_start_too()
    {
        await using var application = await StartAsync(
            new ScriptedSmtp { Certificate = _certificate.Certificate, TlsFromTheStart = true }, ("Smtp:Security", "SslOnConnect"), ("Smtp:AuthorityFile", _certificate.CertificateFile));

        (await SentAsync(application)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_server_without_TLS_gets_no_mail_unless_the_site_says_so()
    {
        await using var refused = await StartAsync(new ScriptedSmtp(), ("Smtp:Security", null));
        (await SentAsync(refused)).ShouldBeFalse();
        refused.Smtp.Mails.ShouldBeEmpty();

        await using var allowed = await StartAsync(new ScriptedSmtp(), ("Smtp:Security", "None"));
        (await SentAsync(allowed)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_server_with_a_certificate_that_nobody_vouches_for_gets_no_mail()
    {
        using var other = new TestCertificate();
        await using var unknown = await StartAsync(new ScriptedSmtp { Certificate = _certificate.Certificate }, ("Smtp:Security", null));
        await using var wrong = await StartAsync(new ScriptedSmtp { Certificate = _certificate.Certificate }, ("Smtp:Security", null), ("Smtp:AuthorityFile", other.CertificateFile));
        foreach (var application in new[] { unknown, wrong })
        {
            (await SentAsync(application)).ShouldBeFalse();
            application.Smtp.Mails.ShouldBeEmpty();
        }
    }

    public void Dispose() => _certificate.Dispose();

    private static Task<NotificationsApplication> StartAsync(ScriptedSmtp smtp, params (string, string?)[] settings) => NotificationsApplication.StartAsync(smtp, settings);

    /// <summary>Whether the mail was sent; if not, it was tried more than once, because that can be put right.</summary>
    private static async Task<bool> SentAsync(NotificationsApplication application)
    {
        var (_, id) = await application.RequestReportMailAsync();
        return (await application.DeliveryAsync(id, delivery => delivery.EndedAt is not null || delivery.Attempts > 1)).State == DeliveryState.Sent;
    }
}
