using Csss.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Csss.Notifications.EventLog;

internal static class EventLogExtensions
{
    public static WebApplicationBuilder AddEventLog(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<EventLogOptions>("EventLog")
            .Configure<IConfiguration>((log, configuration) => log.PublicUrl ??= configuration.GetValue<Uri>("Gateway:PublicUrl"));
        builder.Services.AddSingleton<EventLogSignal>();
        builder.Services.AddSingleton<PublicEventMaker>();
        builder.Services.AddSingleton<CloudEventFormat>();
        builder.Services.AddScoped<EventLogWriter>();
        builder.Services.AddHostedService<EventLogWatch>();
        builder.Services.AddHostedService<EventLogRelease>();
        builder.Services.AddHostedService<EventLogRetention>();
        return builder;
    }

    /// <summary>The log's tables. Call it in <c>OnModelCreating</c>.</summary>
    public static ModelBuilder AddEventLog(this ModelBuilder model)
    {
        model.Entity<LoggedEvent>(log =>
        {
            log.ToTable("event_log");
            log.HasKey(row => row.Sequence);
            log.Property(row => row.Sequence).ValueGeneratedNever();
            log.HasIndex(row => row.Id).IsUnique();
            log.HasIndex(row => new { row.ScanId, row.Type });
            log.Property(row => row.Type).HasMaxLength(64);
            log.Property(row => row.TraceParent).HasMaxLength(64);
        });
        model.Entity<LogPosition>(position =>
        {
            position.ToTable("event_log_positions");
            position.HasKey(row => row.Reader);
            position.Property(row => row.Reader).HasMaxLength(64);
        });
        model.Entity<WaitingEvent>(waiting =>
        {
            waiting.ToTable("event_log_waiting");
            waiting.HasKey(row => row.Arrival);
            waiting.HasIndex(row => row.Id).IsUnique();
            waiting.HasIndex(row => row.ScanId);
            waiting.HasIndex(row => row.Until);
            waiting.Property(row => row.Type).HasMaxLength(64);
            waiting.Property(row => row.TraceParent).HasMaxLength(64);
        });
        return model;
    }
}
