using System.Globalization;
using Csss.Contracts;

namespace Csss.Reports.Documents;

/// <summary>Codes of the API in words for people.</summary>
internal static class ReportWording
{
    public const string Standing = "Assists, does not decide. For research use; not a medical device.";

    public static string Modality(string modality) => modality switch
    {
        Modalities.ChestXray => "Chest X-ray",
        Modalities.CovidXray => "Chest X-ray, COVID-19 question",
        Modalities.LungCt => "Lung CT",
        Modalities.CardiacMri => "Cardiac MRI",
        _ => modality,
    };

    public static string Label(string label) => label switch
    {
        "covid" => "COVID-19 (covid)",
        "noncovid" => "No COVID-19 (noncovid)",
        "NOR" => "Normal (NOR)",
        "MINF" => "Myocardial infarction (MINF)",
        "DCM" => "Dilated cardiomyopathy (DCM)",
        "HCM" => "Hypertrophic cardiomyopathy (HCM)",
        "RV" => "Abnormal right ventricle (RV)",
        _ => label,
    };

    public static string Abstention(string? reason) => reason switch
    {
        "out_of_distribution" => "This scan does not look like the scans the model learned from, so a result would not be trustworthy.",
        "low_confidence" => "No class was likely enough for the model to stand by it.",
        null => "The model gave no reason.",
        _ => $"The model's reason: {reason.Replace('_', ' ')}.",
    };

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public static string Percent(decimal percent) => percent.ToString("0.00", CultureInfo.InvariantCulture) + " %";

    /// <summary>Enough of a SHA-256 to compare by eye.</summary>
    public static string Short(string sha256) => sha256.Length > 12 ? sha256[..12] + "…" : sha256;
}
