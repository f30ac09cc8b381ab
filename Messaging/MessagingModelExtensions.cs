using Csss.Messaging.Inbox;
using Csss.Messaging.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Csss.Messaging;

/// <summary>The tables messaging needs in a service's own database.</summary>
public static class MessagingModelExtensions
{
    /// <summary>Adds the outbox, its lease and the inbox. Call it in <c>OnModelCreating</c>.</summary>
    public static ModelBuilder AddMessaging(this ModelBuilder model)
    {
        model.Entity<OutboxMessage>(outbox =>
        {
            outbox.ToTable("outbox");
            outbox.HasKey(message => message.Sequence);
            outbox.HasIndex(message => message.NextAttemptAt);
            outbox.Property(message => message.Type).HasMaxLength(256);
            outbox.Property(message => message.TraceParent).HasMaxLength(64);
        });
        model.Entity<OutboxLease>(lease =>
        {
            lease.ToTable("outbox_lease");
            lease.Property(row => row.Id).ValueGeneratedNever();
            lease.Property(row => row.Holder).HasMaxLength(64);
            lease.HasData(new { Id = OutboxLease.OnlyId, Holder = "", Until = DateTimeOffset.UnixEpoch });
        });
        model.Entity<InboxMessage>(inbox =>
        {
            inbox.ToTable("inbox");
            inbox.HasKey(message => new { message.MessageId, message.Consumer });
            inbox.HasIndex(message => message.ReceivedAt);
            inbox.Property(message => message.Consumer).HasMaxLength(128);
        });
        return model;
    }
}
