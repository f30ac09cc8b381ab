using Microsoft.EntityFrameworkCore;

namespace Csss.Messaging.Inbox;

/// <summary>The database context of the scope a message is consumed in, whatever its type.</summary>
internal sealed record InboxContext(DbContext Database);
