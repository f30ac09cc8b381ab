namespace Csss.Contracts;

/// <summary>The four roles, as the <c>role</c> claim of a token spells them.</summary>
public static class Roles
{
    /// <summary>Runs the system; sees no scan, prediction or report.</summary>
    public const string Admin = "admin";

    /// <summary>Uploads, reads and signs.</summary>
    public const string Doctor = "doctor";

    /// <summary>Sees what is released about themself.</summary>
    public const string Patient = "patient";

    /// <summary>Dispenses prescriptions.</summary>
    public const string Pharmacist = "pharmacist";

    /// <summary>All four.</summary>
    public static readonly IReadOnlyList<string> All = [Admin, Doctor, Patient, Pharmacist];
}
