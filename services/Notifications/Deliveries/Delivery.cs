using Csss.Storage.Paging;
using Microsoft.EntityFrameworkCore;

namespace Csss.Notifications.Deliveries;

/// <summary>
/// Something to be sent to one person over one channel. Who takes it to the server holds its <see cref="Lease"/>; when that replica
/// dies the lease runs out and another sends it, under the same <see cref="Id"/>.
/// </summary>
internal abstract class Delivery : ISequenced
{
    public const string Email = "email";
    public const string WhatsApp = "whatsapp";

    public long Sequence { get; init; }

    /// <summary>The id of the message that asked for it: asked twice by the same message, it is one delivery. Also its Message-ID.</summary>
    public required Guid Id { get; init; }

    public string Channel { get; init; } = Email;

    public required Guid RecipientId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>No attempt starts after this.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>W3C trace parent of the message that asked for it.</summary>
    public string? TraceParent { get; init; }

    public DeliveryState State { get; private set; } = DeliveryState.Pending;

    /// <summary>Attempts begun; one that died with its process counts.</summary>
    public int Attempts { get; private set; }

    public DateTimeOffset NextAttemptAt { get; private set; }

    /// <summary>Whose turn it is; a write under a lost lease changes nothing.</summary>
    public Guid Lease { get; private set; }

    public DateTimeOffset LeasedUntil { get; private set; }

    /// <summary>Why the last attempt failed.</summary>
    public string? Code { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Whether it is of no use once <see cref="ExpiresAt"/> has passed, so that not even one attempt is made.</summary>
    public abstract bool IsDroppedWhenLate { get; }

    public void End(DeliveryState state, string? code, DateTimeOffset now)
    {
        (State, Code, EndedAt, LeasedUntil) = (state, code, now, now);
        Forget();
    }

    public void PutOff(DateTimeOffset until, string code, DateTimeOffset now) => (NextAttemptAt, Code, LeasedUntil) = (until, code, now);

    /// <summary>Tells the other services how it ended, in the save that records it.</summary>
    public virtual void Announce(DbContext database)
    {
    }

    /// <summary>Erases what must not outlive the delivery.</summary>
    protected virtual void Forget()
    {
    }
}
