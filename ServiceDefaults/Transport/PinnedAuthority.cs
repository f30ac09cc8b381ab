using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Csss.ServiceDefaults.Transport;

/// <summary>
/// Whose certificates are believed on a connection to another server: with an authority's file, only those that it signed (an authority of the
/// hospital's own, or the server's own self-signed certificate); without one, what the machine trusts. The name must match in either case.
/// </summary>
public static class PinnedAuthority
{
    /// <summary>Validates a server's certificate.</summary>
    /// <param name="file">PEM with one or more certificates; null or empty: the machine's own trust.</param>
    /// <exception cref="InvalidOperationException">The file holds no certificate.</exception>
    public static RemoteCertificateValidationCallback Validation(string? file)
    {
        if (string.IsNullOrEmpty(file)) return (_, _, _, errors) => errors == SslPolicyErrors.None;

        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file);
        if (authorities.Count == 0) throw new InvalidOperationException($"{file} holds no certificate in PEM.");
        return (_, certificate, chain, errors) => IsSignedBy(authorities, certificate, chain, errors);
    }

    private static bool IsSignedBy(X509Certificate2Collection authorities, X509Certificate? certificate, X509Chain? presented, SslPolicyErrors errors)
    {
        if (certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None) return false;

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (presented is not null) chain.ChainPolicy.ExtraStore.AddRange(presented.ChainPolicy.ExtraStore);
        using var server = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(server);
    }
}
