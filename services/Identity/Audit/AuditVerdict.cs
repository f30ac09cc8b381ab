namespace Csss.Identity.Audit;

/// <summary>What a verification found.</summary>
/// <param name="Checked">Entries found good, from the first on.</param>
/// <param name="FirstBad">The sequence number of the first that is not as it was written, or not there.</param>
/// <param name="Fault">One of <see cref="AuditFaults"/>.</param>
/// <param name="Head">Hash of the last good entry: whoever notes it elsewhere can later tell whether the chain still goes through it.</param>
internal sealed record AuditVerdict(bool Intact, long Checked, long? FirstBad, string? Fault, string Head);

internal static class AuditFaults
{
    /// <summary>A column is not what the hash was made of.</summary>
    public const string Changed = "changed";

    /// <summary>The hash fits, but was not made by this service.</summary>
    public const string Forged = "forged";

    /// <summary>Not there, or not in its place.</summary>
    public const string Missing = "missing";

    /// <summary>The bytes are no entry, or the database cannot read its file from here on.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>The record of where the chain ends is gone, not genuine, or says that it ends elsewhere.</summary>
    public const string Head = "head";
}
