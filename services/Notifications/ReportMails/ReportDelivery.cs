using System.Diagnostics;
using Csss.Contracts.Commands;
using Csss.Contracts.Events;
using Csss.Messaging;
using Csss.Notifications.Deliveries;
using Microsoft.EntityFrameworkCore;

namespace Csss.Notifications.ReportMails;

/// <summary>A report on its way to its patient.</summary>
internal sealed class ReportDelivery : Delivery
{
    public required Guid ReportId { get; init; }

    public required Guid ScanId { get; init; }

    /// <param name="id">The command's own: repeated, it is one delivery.</param>
    public static ReportDelivery Of(EmailReport command, Guid id, DateTimeOffset now, DateTimeOffset until) => new()
    {
        Id = id, RecipientId = command.PatientId, ReportId = command.ReportId, ScanId = command.ScanId, CreatedAt = now, ExpiresAt = until, TraceParent = Activity.Current?.Id,
    };

    /// <summary>However late, one attempt is made: the doctor asked for it.</summary>
    public override bool IsDroppedWhenLate => false;

    public override void Announce(DbContext database)
    {
        if (EndedAt is not { } at) return;

        if (State == DeliveryState.Sent)
            database.Publish(new ReportEmailed(ReportId, ScanId, RecipientId, Channel, at), at);
        else
            database.Publish(new ReportDeliveryFailed(ReportId, ScanId, RecipientId, Channel, Code ?? DeliveryCodes.InternalError, Attempts, at), at);
    }
}
