namespace Csss.Storage.Paging;

/// <summary>A page of a list, newest first.</summary>
/// <param name="Items">The rows.</param>
/// <param name="NextCursor">Where the next page begins; null on the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);
