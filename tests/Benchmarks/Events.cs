using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Csss.Contracts;
using Csss.Contracts.Broker;
using Csss.Contracts.Events;
using Csss.Messaging;
using Csss.Notifications.Tests.Broker;
using Csss.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Csss.Benchmarks;

/// <summary>
/// From the commit of a change (a row in its service's outbox) to the event at a system outside, by the feed, by AMQP and by a webhook: a real broker, Notifications as a process
/// of its own, the outbox and its relay in this one.
/// </summary>
internal sealed class Events
{
    /// <summary>Sent before anything is timed, so that all connections are there and the code is compiled.</summary>
    private const int WarmUp = 1000;

    private readonly ConcurrentDictionary<Guid, long> _committed = new();
    private readonly ConcurrentDictionary<Guid, double> _feed = new();
    private readonly ConcurrentDictionary<Guid, double> _exchange = new();
    private readonly ConcurrentDictionary<Guid, double> _webhook = new();

    public static async Task RunAsync(int perSecond, int seconds)
    {
        await using var broker = new RabbitMqNode();
        await broker.InitializeAsync();
        await using var identity = await TestIdentity.StartAsync();
        await using var notifications = new NotificationsProcess(broker, identity);
        notifications.Start();
        await notifications.HealthyAsync();
        await using var source = await EventSource.StartAsync(broker.Address);
        await new Events().MeasureAsync(broker, notifications, source, perSecond, seconds);
    }

    private async Task MeasureAsync(RabbitMqNode broker, NotificationsProcess notifications, EventSource source, int perSecond, int seconds)
    {
        await using var connection = await broker.ConnectAsync();
        await ListenAsync(await connection.CreateChannelAsync());
        await using var receiver = Receiver();
        await receiver.StartAsync();
        await notifications.AddWebhookAsync("benchmark", new Uri(receiver.Urls.Single()));
        using var stop = new CancellationTokenSource();
        var following = FollowAsync(notifications, stop.Token);

        var warmed = new List<Guid>();
        for (var count = 0; count < WarmUp; count++) warmed.Add(await CommitAsync(source));
        await AllHaveComeAsync(warmed);

        var began = Stopwatch.GetTimestamp();
        var measured = new List<Guid>();
        using var tick = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond));
        while (Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(seconds) && await tick.WaitForNextTickAsync()) measured.Add(await CommitAsync(source));

        var took = Stopwatch.GetElapsedTime(began);
        await AllHaveComeAsync(measured);
        await stop.CancelAsync();
        await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Console.WriteLine(FormattableString.Invariant($"{measured.Count} events, {measured.Count / took.TotalSeconds:0.0} a second, {Environment.ProcessorCount} processors; commit to arrival, milliseconds"));
        Report("feed", [.. measured.Select(scan => _feed[scan])]);
        Report("AMQP", [.. measured.Select(scan => _exchange[scan])]);
        Report("webhook", [.. measured.Select(scan => _webhook[scan])]);
    }

    private async Task<Guid> CommitAsync(EventSource source)
    {
        var scan = Ids.New();
        await source.CommitAsync(new ScanUploaded(scan, Ids.New(), Ids.New(), Modalities.ChestXray, new string('a', 64), TimeProvider.System.GetUtcNow()));
        _committed[scan] = Stopwatch.GetTimestamp();
        return scan;
    }

    private Task AllHaveComeAsync(List<Guid> scans) => Eventually.ShouldAsync(
        "all have come", () => Task.FromResult(scans.TrueForAll(scan => _feed.ContainsKey(scan) && _exchange.ContainsKey(scan) && _webhook.ContainsKey(scan))), TimeSpan.FromMinutes(2));

    private async Task ListenAsync(IChannel channel)
    {
        await channel.ExchangeDeclareAsync(MessageFlow.EventExchange, ExchangeType.Topic, durable: true);
        await channel.QueueDeclareAsync("subscriber-benchmark-all", durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync("subscriber-benchmark-all", MessageFlow.EventExchange, "#");
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            Arrived(_exchange, JsonDocument.Parse(delivery.Body).RootElement);
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync("subscriber-benchmark-all", autoAck: true, consumer);
    }

    private WebApplication Receiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/", (JsonElement item) => Arrived(_webhook, item));
        return app;
    }

    private async Task FollowAsync(NotificationsProcess notifications, CancellationToken cancellationToken)
    {
        using var client = notifications.Client();
        client.DefaultRequestHeaders.Authorization = notifications.Token;
        for (var after = 0L; ;)
        {
            var page = await client.GetFromJsonAsync<JsonElement>($"/events?after={after.ToString(CultureInfo.InvariantCulture)}&limit=1000&wait=20", cancellationToken);
            foreach (var item in page.GetProperty("items").EnumerateArray()) Arrived(_feed, item);
            after = page.GetProperty("next_after").GetInt64();
        }
    }

    /// <summary>An event may be here before the one who committed it has noted when: then it took no time.</summary>
    private void Arrived(ConcurrentDictionary<Guid, double> by, JsonElement item)
    {
        var scan = item.GetProperty("data").GetProperty("scan_id").GetGuid();
        by.TryAdd(scan, _committed.TryGetValue(scan, out var committed) ? Stopwatch.GetElapsedTime(committed).TotalMilliseconds : 0);
    }

    private static void Report(string way, List<double> times)
    {
        times.Sort();
        Console.WriteLine(FormattableString.Invariant($"  {way,-7} p50 {times[times.Count / 2],7:0.0}   p95 {times[(int)(times.Count * 0.95)],7:0.0}   worst {times[^1],7:0.0}"));
    }
}
