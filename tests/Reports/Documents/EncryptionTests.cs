using System.Text.RegularExpressions;
using Csss.Reports.Documents.Encryption;

namespace Csss.Reports.Tests.Documents;

public sealed class EncryptionTests
{
    private static readonly PdfEncryption Encryption = new();

    [Fact]
    public async Task It_is_AES_256_and_only_the_passphrase_opens_it()
    {
        var passphrase = Passphrase.New();
        var encrypted = Encryption.Encrypt(Contents.Drawing.Draw(Contents.Report()), passphrase);

        var (code, shown) = await PdfTools.QpdfAsync(encrypted, "--show-encryption", $"--password={passphrase}");
        code.ShouldBe(0);
        shown.ShouldContain("R = 6");
        shown.ShouldContain("stream encryption method: AESv3");
        shown.ShouldContain("string encryption method: AESv3");
        shown.ShouldContain("print high resolution: allowed");
        shown.ShouldContain("modify anything: not allowed");
        shown.ShouldContain("extract for accessibility: allowed");
        (await PdfTools.QpdfAsync(encrypted, "--check", $"--password={passphrase}")).ExitCode.ShouldBe(0);
        (await PdfTools.QpdfAsync(encrypted, "--check", "--password=wrong")).ExitCode.ShouldNotBe(0);
        (await PdfTools.QpdfAsync(encrypted, "--check")).ExitCode.ShouldNotBe(0);
        (await PdfTools.TextAsync(encrypted, passphrase)).ShouldContain("MODEL RESULT");
    }

    [Fact]
    public void Nothing_readable_stays_in_the_bytes()
    {
        var content = Contents.Report();

        var bytes = System.Text.Encoding.Latin1.GetString(Encryption.Encrypt(Contents.Drawing.Draw(content), Passphrase.New()));

        bytes.ShouldNotContain("CSSS report");
        bytes.ShouldNotContain(content.Signature!.ReportId.ToString());
    }

    [Fact]
    public void What_is_not_a_PDF_is_refused()
    {
        Should.Throw<PdfEncryptionException>(() => Encryption.Encrypt("not a PDF"u8.ToArray(), "x")).Message.ShouldContain("libqpdf");
    }

    [Fact]
    public void Many_at_once_do_not_disturb_each_other()
    {
        var pdf = Contents.Drawing.Draw(Contents.Report(Contents.NoWords));

        var sizes = Enumerable.Range(0, 16).AsParallel().Select(_ => Encryption.Encrypt(pdf, Passphrase.New()).Length).ToList();

        sizes.ShouldAllBe(size => size > 10_000);
    }

    [Fact]
    public void A_passphrase_has_more_than_100_bits_and_no_lookalikes()
    {
        var passphrases = Enumerable.Range(0, 200).Select(_ => Passphrase.New()).ToList();

        passphrases.ShouldAllBe(passphrase => Regex.IsMatch(passphrase, "^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){5}$"));
        passphrases.ShouldBeUnique();
        (24 * Math.Log2(Passphrase.Alphabet.Length)).ShouldBeGreaterThan(100);
        Passphrase.Alphabet.ToCharArray().ShouldBeUnique();
    }
}
