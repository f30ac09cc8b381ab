using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Statistics;

/// <summary>Adds one, in the transaction that also remembers the message: a redelivered event is counted once.</summary>
internal sealed class Counting(IdentityDb database)
{
    public async Task AddAsync(string kind, DateTimeOffset at, string? label, CancellationToken cancellationToken)
    {
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        label ??= "";
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var counted = await database.Set<DailyCount>().Where(row => row.Kind == kind && row.Day == day && row.Label == label)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Count, row => row.Count + 1), cancellationToken);
        if (counted == 0) database.Add(new DailyCount { Day = day, Kind = kind, Label = label });
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
