using Csss.Messaging.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Csss.Messaging;

/// <summary>The only way a service publishes: as a row, saved with the change that caused it.</summary>
public static class OutboxExtensions
{
    /// <summary>
    /// Adds an event or command to the outbox. It leaves after <c>SaveChanges</c>, and only if that succeeds.
    /// </summary>
    /// <param name="database">The context whose next save carries the message.</param>
    /// <param name="message">A record of Contracts.</param>
    /// <param name="now">The time of the change.</param>
    /// <param name="lifetime">After this long the message is dropped instead of sent; null: it is kept until it is sent.</param>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is not an event or command of Contracts.</exception>
    public static void Publish<T>(this DbContext database, T message, DateTimeOffset now, TimeSpan? lifetime = null)
        where T : class =>
        database.Add(OutboxMessage.Of(message, now, lifetime));
}
