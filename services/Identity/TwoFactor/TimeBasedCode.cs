using System.Security.Cryptography;
using Csss.Identity.OneTimeCodes;
using OtpNet;

namespace Csss.Identity.TwoFactor;

/// <summary>RFC 6238 as every authenticator app speaks it: SHA-1, six digits, half a minute; one step of clock drift either way.</summary>
internal static class TimeBasedCode
{
    /// <summary>RFC 4226, 4: as long as the hash.</summary>
    private const int SecretBytes = 20;

    private static readonly VerificationWindow OneStep = new(previous: 1, future: 1);

    public static string NewSecret() => Base32Encoding.ToString(RandomNumberGenerator.GetBytes(SecretBytes));

    public static string UriOf(string secret, string account, string issuer) => new OtpUri(OtpType.Totp, secret, account, issuer).ToString();

    /// <summary>The step a code belongs to; null when it belongs to none that counts now.</summary>
    public static long? StepOf(string code, string secret, DateTimeOffset now) =>
        OneTimeDigits.AreIn(code) && new Totp(Base32Encoding.ToBytes(secret)).VerifyTotp(now.UtcDateTime, code, out var step, OneStep) ? step : null;
}
