using Csss.ServiceDefaults.Problems;

namespace Csss.Identity.Accounts;

/// <summary>Gathers what is wrong with a request, field by field.</summary>
internal sealed class FieldErrors
{
    private readonly Dictionary<string, string[]> _errors = new(StringComparer.Ordinal);

    public FieldErrors Check(bool valid, string field, string text)
    {
        if (!valid) _errors[field] = [text];
        return this;
    }

    /// <summary>Null when nothing is wrong.</summary>
    public ApiProblem? ToProblem() => _errors.Count > 0 ? ApiProblem.Invalid(_errors) : null;
}
