using Csss.Reports.Documents;

namespace Csss.Reports.Prescriptions;

internal sealed record IssuedAnswer(Guid PrescriptionId, PrescriptionStatus Status, DateTimeOffset IssuedAt)
{
    public static IssuedAnswer Of(Prescription prescription) => new(prescription.Id, prescription.Status, prescription.IssuedAt);
}

/// <summary>A prescription as a doctor sees it.</summary>
internal sealed record DoctorPrescription(
    Guid PrescriptionId,
    Guid PatientId,
    Guid PrescribedBy,
    Guid? ScanId,
    IReadOnlyList<PrescriptionItem> Items,
    PrescriptionStatus Status,
    DateTimeOffset IssuedAt,
    DateTimeOffset? DispensedAt)
{
    public static DoctorPrescription Of(Prescription prescription) => new(
        prescription.Id, prescription.PatientId, prescription.PrescribedBy, prescription.ScanId, prescription.Items, prescription.Status, prescription.IssuedAt, prescription.DispensedAt);
}

/// <summary>A prescription as a pharmacist sees it: what dispensing needs, and nothing of scans.</summary>
/// <param name="Patient">Name null when Identity no longer knows one.</param>
/// <param name="Prescriber">The doctor who issued it.</param>
internal sealed record PharmacistPrescription(
    Guid PrescriptionId,
    PersonAnswer Patient,
    PersonAnswer Prescriber,
    IReadOnlyList<PrescriptionItem> Items,
    PrescriptionStatus Status,
    DateTimeOffset IssuedAt,
    DateTimeOffset? DispensedAt,
    Guid? DispensedBy,
    string? DispenseNotes)
{
    public static PharmacistPrescription Of(Prescription prescription, IReadOnlyDictionary<Guid, Person> people) => new(
        prescription.Id, PersonAnswer.Of(people[prescription.PatientId]), PersonAnswer.Of(people[prescription.PrescribedBy]), prescription.Items, prescription.Status,
        prescription.IssuedAt, prescription.DispensedAt, prescription.DispensedBy, prescription.DispenseNotes);
}

internal sealed record PersonAnswer(Guid UserId, string? Name)
{
    public static PersonAnswer Of(Person person) => new(person.Id, person.Name);
}
