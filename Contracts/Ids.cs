namespace Csss.Contracts;

/// <summary>The one place ids come from: UUID version 7 (RFC 9562), so that they sort by time.</summary>
public static class Ids
{
    /// <summary>A new id.</summary>
    public static Guid New() => Guid.CreateVersion7();

    /// <summary>A new id whose time part is <paramref name="at"/>.</summary>
    public static Guid New(DateTimeOffset at) => Guid.CreateVersion7(at);
}
