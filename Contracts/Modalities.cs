namespace Csss.Contracts;

/// <summary>What kind of scan it is, as the API spells it.</summary>
public static class Modalities
{
    /// <summary>Frontal chest radiograph.</summary>
    public const string ChestXray = "chest_xray";

    /// <summary>Frontal chest radiograph, COVID-19 question; the chest model serves it.</summary>
    public const string CovidXray = "covid_xray";

    /// <summary>Axial lung CT slices.</summary>
    public const string LungCt = "lung_ct";

    /// <summary>Short-axis cardiac MRI slices.</summary>
    public const string CardiacMri = "cardiac_mri";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [ChestXray, CovidXray, LungCt, CardiacMri];

    /// <summary>Whether up to 64 files of it make one study.</summary>
    public static bool IsStudy(string modality) => modality is LungCt or CardiacMri;
}
