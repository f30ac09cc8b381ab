using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Csss.Storage.Paging;

/// <summary>A list request: bind it with <c>[AsParameters]</c>.</summary>
/// <param name="Limit">1–100; 20 when absent.</param>
/// <param name="Cursor">The <c>next_cursor</c> of the page before; opaque.</param>
public sealed record PageRequest([FromQuery(Name = "limit")] int? Limit = null, [FromQuery(Name = "cursor")] string? Cursor = null)
{
    private const int Default = 20, Largest = 100;

    /// <summary>How many rows a page has.</summary>
    /// <exception cref="BadHttpRequestException">Not 1–100: answered as 400 for the field <c>limit</c>.</exception>
    public int Size() => (Limit ?? Default) is >= 1 and <= Largest and var size ? size : throw Refused("limit", $"Between 1 and {Largest}.");

    /// <summary>Answered as 400 for the field <c>cursor</c>.</summary>
    public static BadHttpRequestException UnknownCursor() => Refused("cursor", "This is not a cursor that a page before gave.");

    /// <summary>The name of the field goes with it, for the one exception handler.</summary>
    private static BadHttpRequestException Refused(string field, string text) => new(text) { Data = { ["field"] = field } };
}
