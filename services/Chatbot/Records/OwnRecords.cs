using System.Globalization;
using Csss.Chatbot.Answers;
using Csss.Contracts;

namespace Csss.Chatbot.Records;

/// <summary>What the asker may know of the system's state: a patient their own scans, staff the counts that their own pages show. Read afresh each time; nothing is kept.</summary>
internal sealed class OwnRecords(RecordQuestions questions, ReportsClient reports, InferenceClient inference, IdentityClient identity)
{
    /// <summary>Text to go before the answer; null when the question asks for no such thing.</summary>
    public async Task<string?> TellAsync(string question, string language, Asker asker, Wording wording, CancellationToken cancellationToken)
    {
        if (!(asker.Role == Roles.Patient ? questions.AskForOwn(question, language) : questions.AskForCounts(question, language))) return null;

        try
        {
            return asker.Role switch
            {
                Roles.Patient => Told(await reports.HistoryAsync(asker, cancellationToken), wording),
                Roles.Doctor => Wording.Fill(wording.DoctorCounts, Told(
                    await inference.UploadsAsync("queued", asker, cancellationToken) + await inference.UploadsAsync("processing", asker, cancellationToken), wording),
                    Told(await inference.UploadsAsync("failed", asker, cancellationToken), wording)),
                Roles.Pharmacist => Wording.Fill(wording.PharmacistCounts, Told(await reports.OpenPrescriptionsAsync(asker, cancellationToken), wording)),
                Roles.Admin => Told(await identity.StatisticsAsync(asker, cancellationToken), wording),
                _ => null,
            };
        }
        catch (UnavailableException)
        {
            return wording.Away;
        }
    }

    private static string Told(IReadOnlyList<OwnScan> scans, Wording wording) => scans.Count == 0 ? wording.OwnNone : string.Join('\n',
    [
        wording.OwnHead,
        .. scans.Select(scan => "• " + Wording.Fill(
            wording.OwnLine, wording.Modalities.GetValueOrDefault(scan.Modality, scan.Modality), scan.UploadedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), wording.States[State(scan)])),
        wording.OwnMore,
    ]);

    /// <summary>Whether the model has read it already is not the patient's to know before a doctor has.</summary>
    private static string State(OwnScan scan) => scan switch
    {
        { Report: not null } => "signed",
        { Status: "rejected" } => "not_usable",
        _ => "waiting",
    };

    private static string Told(Count count, Wording wording)
    {
        var number = count.Number.ToString(CultureInfo.InvariantCulture);
        return count.AtLeast ? Wording.Fill(wording.AtLeast, number) : number;
    }

    private static string Told(Statistics figures, Wording wording) =>
        Wording.Fill(wording.AdminCounts, figures.TotalUsers, figures.ScansTotal, figures.ScansToday, figures.ReportsGenerated, figures.ReportsEmailed);
}
