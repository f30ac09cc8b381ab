using System.ComponentModel.DataAnnotations;

namespace Csss.Identity.Login;

/// <summary>Section <c>Sessions</c>: how long somebody stays signed in.</summary>
internal sealed class SessionOptions : IValidatableObject
{
    /// <summary>A refresh token that was not used for so long is dead: a shift.</summary>
    public TimeSpan IdleLifetime { get; set; } = TimeSpan.FromHours(8);

    /// <summary>After this a session ends however busy it was.</summary>
    public TimeSpan AbsoluteLifetime { get; set; } = TimeSpan.FromDays(7);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IdleLifetime <= TimeSpan.Zero || AbsoluteLifetime < IdleLifetime)
            yield return new ValidationResult("Sessions:IdleLifetime must be positive and not longer than Sessions:AbsoluteLifetime.");
    }
}
