using Microsoft.EntityFrameworkCore;

namespace Csss.Notifications.Webhooks;

internal static class WebhookModelExtensions
{
    /// <summary>The webhooks' tables. Call it in <c>OnModelCreating</c>.</summary>
    public static ModelBuilder AddWebhooks(this ModelBuilder model)
    {
        model.Entity<Webhook>(webhook =>
        {
            webhook.ToTable("webhooks");
            webhook.HasKey(row => row.Sequence);
            webhook.HasIndex(row => row.Id).IsUnique();
            webhook.HasIndex(row => new { row.ClientId, row.Sequence });
            webhook.Property(row => row.ClientId).HasMaxLength(64);
            webhook.Property(row => row.Url).HasMaxLength(WebhookRequest.LongestUrl);
            webhook.Property(row => row.SealedKey).HasMaxLength(256);
            webhook.Property(row => row.SealedPreviousKey).HasMaxLength(256);
            webhook.Property(row => row.DisabledReason).HasMaxLength(32);
        });
        model.Entity<WebhookDelivery>(delivery =>
        {
            delivery.ToTable("webhook_deliveries");
            delivery.HasKey(row => new { row.WebhookSequence, row.Sequence });
            delivery.HasIndex(row => new { row.WebhookSequence, row.State, row.NextAttemptAt });
            delivery.HasIndex(row => new { row.State, row.EventSequence });
            delivery.HasIndex(row => row.EndedAt);
            delivery.Ignore(row => row.IsPing);
            delivery.Property(row => row.Sequence).ValueGeneratedNever();
            delivery.Property(row => row.Type).HasMaxLength(64);
            delivery.Property(row => row.State).HasConversion<string>().HasMaxLength(16);
            delivery.Property(row => row.Code).HasMaxLength(32);
            delivery.HasMany(row => row.Log).WithOne().HasForeignKey(row => new { row.WebhookSequence, row.DeliverySequence }).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<WebhookAttempt>(attempt =>
        {
            attempt.ToTable("webhook_attempts");
            attempt.HasKey(row => new { row.WebhookSequence, row.DeliverySequence, row.Number });
            attempt.Property(row => row.Number).ValueGeneratedNever();
            attempt.Property(row => row.Code).HasMaxLength(32);
        });
        return model;
    }
}
