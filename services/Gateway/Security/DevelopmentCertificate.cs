using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Csss.Gateway.Security;

/// <summary>
/// A self-signed certificate for this machine's own names, kept in a folder as <c>gateway.crt</c> and <c>gateway.key</c> (PEM): whoever wants to believe it
/// gives the first to the client. Made anew a month before it ends.
/// </summary>
internal static class DevelopmentCertificate
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365), Renewed = TimeSpan.FromDays(30);

    public static X509Certificate2 Load(string folder, TimeProvider time)
    {
        var (file, keyFile) = (Path.Combine(folder, "gateway.crt"), Path.Combine(folder, "gateway.key"));
        if (!IsGood(file, keyFile, time)) Make(folder, file, keyFile, time);
        return X509Certificate2.CreateFromPemFile(file, keyFile);
    }

    private static bool IsGood(string file, string keyFile, TimeProvider time)
    {
        if (!File.Exists(file) || !File.Exists(keyFile)) return false;
        try
        {
            using var certificate = X509Certificate2.CreateFromPemFile(file, keyFile);
            return certificate.NotAfter.ToUniversalTime() > (time.GetUtcNow() + Renewed).UtcDateTime;
        }
        catch (CryptographicException)
        {
            return false; // a key that is another certificate's, or half a file
        }
    }

    private static void Make(string folder, string file, string keyFile, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=CSSS development", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false)); // a server's
        var now = time.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now + Lifetime);

        Write(keyFile, key.ExportPkcs8PrivateKeyPem(), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Write(file, certificate.ExportCertificatePem(), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
    }

    /// <summary>All of it or nothing.</summary>
    private static void Write(string file, string text, UnixFileMode mode)
    {
        var draft = file + ".new";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
        using (var writer = new StreamWriter(draft, options)) writer.WriteLine(text);
        File.Move(draft, file, overwrite: true);
    }
}
