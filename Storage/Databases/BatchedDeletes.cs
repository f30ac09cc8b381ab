using Microsoft.EntityFrameworkCore;

namespace Csss.Storage.Databases;

/// <summary>Deletes much without holding other writers up for long.</summary>
public static class BatchedDeletes
{
    private const int Batch = 1000;

    /// <summary>Deletes all these rows, a thousand in a statement.</summary>
    /// <returns>How many went.</returns>
    public static async Task<int> DeleteInBatchesAsync<T>(this IOrderedQueryable<T> rows, CancellationToken cancellationToken)
    {
        var (removed, last) = (0, 0);
        do
        {
            last = await rows.Take(Batch).ExecuteDeleteAsync(cancellationToken);
            removed += last;
        }
        while (last == Batch);
        return removed;
    }
}
