using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Csss.Testing;

namespace Csss.Notifications.Tests.Broker;

/// <summary>A system outside that follows the feed from 0, whatever happens to the service.</summary>
internal sealed class FeedFollower(NotificationsProcess notifications)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly List<(int Count, TaskCompletionSource Reached)> _awaited = [];

    // Replaced, never changed: the test looks while the follower follows.
    private volatile IReadOnlyList<JsonElement> _items = [];

    public int Count => _items.Count;

    /// <summary>Why a page was last not had.</summary>
    public string? Refusal { get; private set; }

    public IReadOnlyList<long> Sequences => [.. _items.Select(item => long.Parse(item.GetProperty("sequence").GetString()!, CultureInfo.InvariantCulture))];

    public IReadOnlyList<Guid> Ids => [.. _items.Select(item => item.GetProperty("id").GetGuid())];

    public IEnumerable<Guid> OfScan(Guid scan) =>
        _items.Where(item => item.GetProperty("data").GetProperty("scan_id").GetGuid() == scan).Select(item => item.GetProperty("id").GetGuid());

    /// <summary>Returns once as many events have come.</summary>
    public Task HasAsync(int count)
    {
        lock (_awaited)
        {
            if (_items.Count >= count) return Task.CompletedTask;

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((count, reached));
            return reached.Task.WithinAsync(TimeSpan.FromMinutes(10), () => $"{count} events have come; there are {_items.Count}");
        }
    }

    /// <summary>Returns once that many have come; a further one would show in the sequence of the next page, so there is one look more.</summary>
    public async Task FollowAsync(int count, CancellationToken cancellationToken)
    {
        using var client = notifications.Client();
        for (var after = 0L; after < count;)
            after = await ReadAsync(client, $"/events?after={after}&limit=1000&wait=5", cancellationToken) ?? after;
        while (await ReadAsync(client, $"/events?after={count}", cancellationToken) is null) await Task.Delay(Pause, cancellationToken);
    }

    private async Task<long?> ReadAsync(HttpClient client, string path, CancellationToken cancellationToken)
    {
        try
        {
            client.DefaultRequestHeaders.Authorization = notifications.Token;
            using var answer = await client.GetAsync(path, cancellationToken);
            if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellationToken)}");
            var page = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            Add([.. page.GetProperty("items").EnumerateArray()]);
            return page.GetProperty("next_after").GetInt64();
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException { InnerException: TimeoutException })
        {
            // It has just been killed, or is starting on a busy machine.
            Refusal = exception.ToString();
            await Task.Delay(Pause, cancellationToken);
            return null;
        }
    }

    private void Add(IReadOnlyList<JsonElement> items)
    {
        lock (_awaited)
        {
            _items = [.. _items, .. items];
            foreach (var (_, reached) in _awaited.Where(one => one.Count <= _items.Count)) reached.TrySetResult();
        }
    }
}
