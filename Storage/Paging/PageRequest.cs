using Microsoft.AspNetCore.Mvc;

namespace Csss.Storage.Paging;

/// <summary>A list request: bind it with <c>[AsParameters]</c>.</summary>
/// <param name="Limit">1–100; 20 when absent.</param>
/// <param name="Cursor">The <c>next_cursor</c> of the page before; opaque.</param>
public sealed record PageRequest([FromQuery(Name = "limit")] int? Limit = null, [FromQuery(Name = "cursor")] string? Cursor = null);
