using Csss.Reports.Documents.Encryption;
using Csss.Storage.Encryption;

namespace Csss.Reports.Reports;

/// <summary>Each report's own passphrase, kept sealed to its id.</summary>
internal sealed class ReportPassphrases(ISealer sealer)
{
    public (string Passphrase, string Sealed) New(Guid reportId)
    {
        var passphrase = Passphrase.New();
        return (passphrase, sealer.Seal(passphrase, Context(reportId)));
    }

    public PassphraseAnswer Open(Report report) => new(sealer.Open(report.SealedPassphrase, Context(report.Id)));

    public static string Context(Guid reportId) => $"reports/{reportId}/passphrase";
}
