using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Csss.Identity.Statistics;

/// <summary>How many of a kind on a day (UTC). Numbers alone: whose they were is not kept here.</summary>
internal sealed class DailyCount
{
    public required DateOnly Day { get; init; }

    /// <summary>One of <see cref="Counted"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>A prediction's label; empty for every other kind.</summary>
    public required string Label { get; init; }

    public long Count { get; init; } = 1;
}

/// <summary>What is counted.</summary>
internal static class Counted
{
    public const string Scans = "scans";
    public const string Predictions = "predictions";
    public const string ReportsGenerated = "reports_generated";
    public const string ReportsEmailed = "reports_emailed";

    /// <summary>The label of a model that would not say.</summary>
    public const string Abstained = "abstained";
}

internal sealed class DailyCountConfiguration : IEntityTypeConfiguration<DailyCount>
{
    public void Configure(EntityTypeBuilder<DailyCount> count)
    {
        count.ToTable("daily_counts");
        count.HasKey(row => new { row.Kind, row.Day, row.Label });
        count.Property(row => row.Kind).HasMaxLength(32);
        count.Property(row => row.Label).HasMaxLength(64);
    }
}
