using System.Linq.Expressions;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Csss.Storage.Paging;

/// <summary>Keyset paging: page 1 of a million rows costs what page 1 of a hundred does.</summary>
public static class PagingExtensions
{
    /// <summary>Reads one page, newest first, and projects it in the database.</summary>
    /// <param name="query">The rows, filtered; an index on the filter followed by <c>Sequence</c> keeps it fast.</param>
    /// <param name="request">What the caller asked for.</param>
    /// <param name="select">From row to answer.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <exception cref="BadHttpRequestException">The limit is not 1–100 or the cursor is not one we gave: answered as 400.</exception>
    public static async Task<Page<TItem>> ToPageAsync<TRow, TItem>(
        this IQueryable<TRow> query, PageRequest request, Expression<Func<TRow, TItem>> select, CancellationToken cancellationToken)
        where TRow : class, ISequenced
    {
        var limit = request.Size();
        if (!string.IsNullOrEmpty(request.Cursor))
        {
            var before = Cursor.Decode(request.Cursor);
            query = query.Where(row => row.Sequence < before);
        }

        var rows = await query.OrderByDescending(row => row.Sequence).Take(limit + 1)
            .Select(Numbered(select)).ToListAsync(cancellationToken);
        var next = rows.Count > limit ? Cursor.Encode(rows[limit - 1].Key) : null;
        return new Page<TItem>([.. rows.Take(limit).Select(row => row.Value)], next);
    }

    private static Expression<Func<TRow, KeyValuePair<long, TItem>>> Numbered<TRow, TItem>(Expression<Func<TRow, TItem>> select)
        where TRow : class, ISequenced
    {
        var row = select.Parameters[0];
        var constructor = typeof(KeyValuePair<long, TItem>).GetConstructor([typeof(long), typeof(TItem)])!;
        var pair = Expression.New(constructor, Expression.Property(row, nameof(ISequenced.Sequence)), select.Body);
        return Expression.Lambda<Func<TRow, KeyValuePair<long, TItem>>>(pair, row);
    }
}
