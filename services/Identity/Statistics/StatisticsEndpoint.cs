using Csss.Contracts;
using Csss.Identity.Accounts;
using Csss.Identity.Limits;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Statistics;

/// <summary><c>GET /admin/stats</c>, from counters: no other service is asked.</summary>
internal static class StatisticsEndpoint
{
    private const int Week = 7;

    public static void MapStatistics(this IEndpointRouteBuilder app) =>
        app.MapGet("/admin/stats", GetAsync).RequireRoles(Roles.Admin).Audited("statistics.read", "statistics").NoStore().WithTags("Admin")
            .WithSummary("Users, scans, predictions and reports in numbers; days are UTC.");

    private static async Task<Ok<StatisticsAnswer>> GetAsync(IdentityDb database, TimeProvider time, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var users = await database.Users.Where(user => user.Status != UserStatus.Removed).GroupBy(user => new { user.Role, user.Status })
            .Select(group => new { group.Key.Role, group.Key.Status, Count = group.Count() }).ToListAsync(cancellationToken);
        var counts = await database.Set<DailyCount>().GroupBy(count => new { count.Kind, count.Label })
            .Select(group => new { group.Key.Kind, group.Key.Label, Count = group.Sum(count => count.Count) }).ToListAsync(cancellationToken);
        var from = today.AddDays(1 - Week);
        var days = await database.Set<DailyCount>().Where(count => count.Kind == Counted.Scans && count.Day >= from)
            .ToDictionaryAsync(count => count.Day, count => count.Count, cancellationToken);
        long Total(string kind) => counts.Where(count => count.Kind == kind).Sum(count => count.Count);
        return TypedResults.Ok(new StatisticsAnswer(
            users.Sum(user => user.Count),
            Roles.All.ToDictionary(role => role, role => users.Where(user => user.Role == role).Sum(user => user.Count), StringComparer.Ordinal),
            users.Where(user => user is { Role: Roles.Doctor, Status: UserStatus.Active }).Sum(user => user.Count),
            Total(Counted.Scans),
            days.GetValueOrDefault(today),
            counts.Where(count => count.Kind == Counted.Predictions).ToDictionary(count => count.Label, count => count.Count, StringComparer.Ordinal),
            Total(Counted.ReportsGenerated),
            Total(Counted.ReportsEmailed),
            [.. Enumerable.Range(0, Week).Select(day => from.AddDays(day)).Select(day => new DayVolume(day, days.GetValueOrDefault(day)))]));
    }
}

internal sealed record StatisticsAnswer(
    int TotalUsers, IReadOnlyDictionary<string, int> UsersByRole, int ActiveDoctors, long ScansTotal, long ScansToday,
    IReadOnlyDictionary<string, long> PredictionsByLabel, long ReportsGenerated, long ReportsEmailed, IReadOnlyList<DayVolume> WeeklyScanVolume);

internal sealed record DayVolume(DateOnly Date, long Count);
