using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Csss.Storage.Databases;

/// <summary>
/// Base of every service's context. Points in time are kept as ticks in UTC on every database: exact to the tick, where PostgreSQL's own are to the
/// microsecond, and ordered as such. Text is compared byte by byte, and is as long as the service allows it to be.
/// </summary>
public abstract class CsssDbContext(DbContextOptions options) : DbContext(options)
{
    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
        if (Database.IsNpgsql())
            configurationBuilder.Properties<string>().HaveColumnType("text").UseCollation("C");
    }

    private sealed class UtcTicksConverter()
        : ValueConverter<DateTimeOffset, long>(time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
