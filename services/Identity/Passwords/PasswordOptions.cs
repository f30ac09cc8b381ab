using System.ComponentModel.DataAnnotations;

namespace Csss.Identity.Passwords;

/// <summary>Section <c>Passwords</c>.</summary>
internal sealed class PasswordOptions : IValidatableObject
{
    /// <summary>
    /// A list of breached passwords on this machine, in one of the forms the public one is handed out in: a file of upper-case SHA-1
    /// hashes in order (<c>HASH:COUNT</c> a line), or a folder of ranges (<c>21BD1.txt</c> with <c>REST:COUNT</c> a line). Nothing is
    /// ever asked over the network. Not set: only the commonest passwords of all, which come with the program, are refused.
    /// </summary>
    public string? BreachedList { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (BreachedList is not null && !File.Exists(BreachedList) && !Directory.Exists(BreachedList))
            yield return new ValidationResult("Passwords:BreachedList is neither a file nor a folder that this service can read.", [nameof(BreachedList)]);
    }
}
