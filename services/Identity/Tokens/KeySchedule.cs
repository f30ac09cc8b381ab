namespace Csss.Identity.Tokens;

/// <summary>Which signing key signs now, which are published, which are over and whether the next is due: from times alone.</summary>
internal sealed class KeySchedule(IEnumerable<StoredKey> signing, KeyOptions options, DateTimeOffset now)
{
    private readonly List<StoredKey> _newestFirst = [.. signing.Where(key => key.RetiredAt is null).OrderByDescending(key => key.Begin)];

    /// <summary>The newest that may sign.</summary>
    public StoredKey Current => _newestFirst.Find(key => key.Begin <= now) ?? _newestFirst[^1];

    /// <summary>The one that signs, and then the others.</summary>
    public IReadOnlyList<StoredKey> Published => [Current, .. _newestFirst.Where(key => key != Current)];

    /// <summary>Its successor has signed for so long that no token of it is alive.</summary>
    public IReadOnlyList<StoredKey> Over => Current.Begin + options.Overlap <= now ? [.. _newestFirst.Where(key => key.Begin < Current.Begin)] : [];

    /// <summary>So early that the next one has been published long enough when this one has signed long enough.</summary>
    public bool NextIsDue => _newestFirst[0] == Current && Current.Begin + options.RotateEvery - options.AnnounceFor <= now;
}
