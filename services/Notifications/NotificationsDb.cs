using Csss.Messaging;
using Csss.Notifications.AccountMails;
using Csss.Notifications.Deliveries;
using Csss.Notifications.EventLog;
using Csss.Notifications.Live;
using Csss.Notifications.ReportMails;
using Csss.Notifications.Webhooks;
using Csss.Notifications.Webhooks.Notice;
using Csss.Storage.Databases;
using Microsoft.EntityFrameworkCore;

namespace Csss.Notifications;

/// <summary>What is to be sent, and what became of it. Ids only: no name, no address, no content is kept here.</summary>
internal class NotificationsDb(DbContextOptions<NotificationsDb> options) : CsssDbContext(options)
{
    public DbSet<Delivery> Deliveries => Set<Delivery>();

    public DbSet<LoggedEvent> EventLog => Set<LoggedEvent>();

    public DbSet<LogPosition> LogPositions => Set<LogPosition>();

    public DbSet<WaitingEvent> WaitingEvents => Set<WaitingEvent>();

    public DbSet<Webhook> Webhooks => Set<Webhook>();

    public DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddMessaging();
        modelBuilder.AddEventLog();
        modelBuilder.AddWebhooks();
        modelBuilder.AddLive();
        modelBuilder.Entity<Delivery>(delivery =>
        {
            delivery.ToTable("deliveries");
            delivery.HasKey(row => row.Sequence);
            delivery.HasIndex(row => row.Id).IsUnique();
            delivery.HasIndex(row => new { row.State, row.NextAttemptAt });
            delivery.Property(row => row.State).HasConversion<string>().HasMaxLength(16);
            delivery.Property(row => row.Channel).HasMaxLength(16);
            delivery.Property(row => row.Code).HasMaxLength(64);
            delivery.Property(row => row.TraceParent).HasMaxLength(64);
            delivery.Property(row => row.Lease).IsConcurrencyToken();
            delivery.HasDiscriminator<string>("kind")
                .HasValue<ReportDelivery>("report").HasValue<AccountDelivery>("account").HasValue<ReportNotice>("notice")
                .HasValue<WebhookNotice>("webhook");
            delivery.Property("kind").HasMaxLength(16);
        });
        modelBuilder.Entity<ReportDelivery>().HasIndex(row => row.ReportId);
        modelBuilder.Entity<AccountDelivery>(delivery =>
        {
            delivery.Property(row => row.Template).HasMaxLength(64);
            delivery.Property(row => row.SealedSecret).HasMaxLength(2048);
        });
    }
}

internal sealed class NotificationsDbFactory : DesignTimeFactory<NotificationsDb>;

/// <summary>The migrations for PostgreSQL are its.</summary>
internal sealed class NotificationsPostgresDb(DbContextOptions<NotificationsDb> options) : NotificationsDb(options);

internal sealed class NotificationsPostgresDbFactory : DesignTimeFactory<NotificationsDb, NotificationsPostgresDb>;
