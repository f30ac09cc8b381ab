using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Csss.Testing;

namespace Csss.Notifications.Tests.Webhooks;

/// <summary>Over TLS to whom the certificate names, or not at all.</summary>
public sealed class ReceiverTlsTests
{
    [Fact]
    public async Task One_whose_authority_is_believed_gets_it()
    {
        using var certificate = new TestCertificate();

        (await FirstAttemptAsync(certificate.Certificate, certificate.CertificateFile, host: "localhost")).ShouldBeNull();
    }

    [Fact]
    public async Task One_that_nobody_vouches_for_does_not()
    {
        using var certificate = new TestCertificate();
        using var other = new TestCertificate();

        (await FirstAttemptAsync(certificate.Certificate, authority: null, "localhost")).ShouldBe("tls");
        (await FirstAttemptAsync(certificate.Certificate, other.CertificateFile, "localhost")).ShouldBe("tls");
    }

    [Fact]
    public async Task Nor_does_one_whose_certificate_has_expired_or_is_for_another_name()
    {
        using var expired = new Certificate(DateTimeOffset.UtcNow.AddDays(-1));
        using var valid = new TestCertificate();

        (await FirstAttemptAsync(expired.WithKey, expired.File, "localhost")).ShouldBe("tls");
        (await FirstAttemptAsync(valid.Certificate, valid.CertificateFile, "other.test")).ShouldBe("tls");
    }

    private static async Task<string?> FirstAttemptAsync(X509Certificate2 certificate, string? authority, string host)
    {
        await using var receiver = new Receiver(certificate);
        await using var application = await WebhookWorld.StartAsync(new Names(_ => [System.Net.IPAddress.Loopback]), ("Webhooks:AuthorityFile", authority));
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync($"https://{host}:{receiver.Port}/");
        await application.HappenAsync();
        var code = (await partner.DeliveryAsync(webhook.WebhookId, delivery => delivery.Attempts().Count > 0)).Attempts()[0].Text("code");
        receiver.Calls.Count.ShouldBe(code is null ? 1 : 0);
        return code;
    }

    /// <summary>For localhost, signed by itself, and over at the time given.</summary>
    private sealed class Certificate : IDisposable
    {
        public Certificate(DateTimeOffset until)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=test server", key, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName("localhost");
            request.CertificateExtensions.Add(names.Build());
            WithKey = request.CreateSelfSigned(until.AddDays(-7), until);
            System.IO.File.WriteAllText(File, WithKey.ExportCertificatePem());
        }

        public X509Certificate2 WithKey { get; }

        public string File { get; } = Path.GetTempFileName();

        public void Dispose()
        {
            WithKey.Dispose();
            System.IO.File.Delete(File);
        }
    }
}
