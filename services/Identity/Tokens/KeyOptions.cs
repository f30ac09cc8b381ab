using System.ComponentModel.DataAnnotations;

namespace Csss.Identity.Tokens;

/// <summary>Section <c>Keys</c>: the life of a signing key.</summary>
internal sealed class KeyOptions : IValidatableObject
{
    /// <summary>A key signs for so long; then the next one does.</summary>
    public TimeSpan RotateEvery { get; set; } = TimeSpan.FromDays(90);

    /// <summary>A new key is published for so long before it signs: the services read the published keys every five minutes.</summary>
    public TimeSpan AnnounceFor { get; set; } = TimeSpan.FromHours(1);

    /// <summary>An old key is believed for so long after its last signature, and then destroyed. Tokens live five minutes.</summary>
    public TimeSpan Overlap { get; set; } = TimeSpan.FromHours(1);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AnnounceFor < TimeSpan.Zero || RotateEvery <= AnnounceFor)
            yield return new ValidationResult("Keys:RotateEvery must be longer than Keys:AnnounceFor, which must not be negative.", [nameof(RotateEvery)]);
        if (Overlap < 2 * UserTokens.Lifetime)
            yield return new ValidationResult($"Keys:Overlap must be at least {2 * UserTokens.Lifetime}: tokens signed with the old key must end first.", [nameof(Overlap)]);
    }
}
