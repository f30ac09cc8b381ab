using Csss.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http;

namespace Csss.Messaging.Auditing;

/// <summary>How it went, as the trail spells it.</summary>
internal static class Outcomes
{
    public const string Allowed = "allowed";
    public const string Denied = "denied";

    /// <summary>
    /// From a handler's answer. Null when there is nothing to tell: the request was malformed (400), or nothing was done because something is out of
    /// order here (5xx).
    /// </summary>
    public static (string Outcome, string? Reason)? Of(object? answer, int written)
    {
        while (answer is INestedHttpResult nested) answer = nested.Result;
        var status = (answer as IStatusCodeHttpResult)?.StatusCode ?? written;
        return status switch
        {
            < 400 => (Allowed, null),
            400 or >= 500 => null,
            _ => (Denied, (answer as ApiProblem)?.Code),
        };
    }
}
