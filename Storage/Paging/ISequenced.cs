namespace Csss.Storage.Paging;

/// <summary>A row with a number that grows with each insert: the key that lists are paged by.</summary>
public interface ISequenced
{
    /// <summary>Assigned by the database; the primary key.</summary>
    long Sequence { get; }
}
