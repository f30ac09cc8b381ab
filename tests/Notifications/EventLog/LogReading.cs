using Csss.Notifications.EventLog;
using Csss.Testing;
using Microsoft.EntityFrameworkCore;

namespace Csss.Notifications.Tests.EventLog;

internal static class LogReading
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>The log, once it has as many lines as expected.</summary>
    public static Task<List<LoggedEvent>> LogAsync(this NotificationsApplication application, int expected) => Eventually.ShouldAsync(
        $"{expected} lines in the log", () => application.WithDatabaseAsync(database => database.EventLog.AsNoTracking().OrderBy(line => line.Sequence).ToListAsync()),
        lines => lines.Count >= expected, Patience);

    /// <summary>Each once the one before is logged: the in-memory transport keeps no order. Answers the messages' ids.</summary>
    public static async Task<List<Guid>> SendInOrderAsync(this NotificationsApplication application, params object[] messages)
    {
        var ids = new List<Guid>();
        foreach (var message in messages)
        {
            var id = await application.SendAsync(message);
            ids.Add(id);
            await Eventually.ShouldAsync($"{message} is logged", () => application.WithDatabaseAsync(database =>
                database.Set<Messaging.Inbox.InboxMessage>().AnyAsync(row => row.MessageId == id)), Patience);
        }

        return ids;
    }
}
