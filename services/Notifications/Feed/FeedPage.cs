using System.Text.Json;

namespace Csss.Notifications.Feed;

/// <param name="Items">CloudEvents, in the order of the log.</param>
/// <param name="NextAfter">What to give to <c>after</c> next, and to keep until then.</param>
internal sealed record FeedPage(IReadOnlyList<JsonElement> Items, long NextAfter);
