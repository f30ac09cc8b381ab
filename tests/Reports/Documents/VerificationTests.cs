using System.Security.Cryptography;
using Csss.Contracts;
using Csss.Reports.Documents;
using Csss.Storage.Encryption;

namespace Csss.Reports.Tests.Documents;

public sealed class VerificationTests
{
    private static readonly VerificationCodes Codes = new(new Keys());

    [Fact]
    public void A_code_belongs_to_one_report_and_one_key()
    {
        var report = Ids.New();

        Codes.Of(report).ShouldBe(Codes.Of(report));
        Codes.Of(report).ShouldMatch("^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$");
        Codes.Of(report).ShouldNotBe(Codes.Of(Ids.New()));
        Codes.Of(report).ShouldNotBe(new VerificationCodes(new Keys()).Of(report));
    }

    [Fact]
    public void A_code_is_recognised_as_people_read_it_back()
    {
        var report = Ids.New();
        var read = Codes.Of(report).Replace("-", " ", StringComparison.Ordinal).Replace('0', 'o').Replace('1', 'l').ToLowerInvariant();

        Codes.Matches(report, read).ShouldBeTrue();
        Codes.Matches(Ids.New(), read).ShouldBeFalse();
        Codes.Matches(report, "").ShouldBeFalse();
    }

    private sealed class Keys : IKeyDerivation
    {
        private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

        public byte[] Derive(string purpose) => HMACSHA256.HashData(_key, System.Text.Encoding.UTF8.GetBytes(purpose));
    }
}
