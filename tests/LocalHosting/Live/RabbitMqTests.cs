using System.Text;
using Csss.LocalHosting.Installation;
using Csss.LocalHosting.RabbitMq;
using Csss.LocalHosting.Running;
using Csss.LocalHosting.Tests.Running;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Csss.LocalHosting.Tests.Live;

/// <summary>A private RabbitMQ node, as a client sees it.</summary>
public sealed class RabbitMqTests : IDisposable
{
    private readonly TemporaryState _state = new();

    public RabbitMqTests() => Assert.SkipUnless(Programs.Exists(RabbitMqNode.Program) && Programs.Exists("epmd"), "rabbitmq-server is not installed");

    [Fact]
    public async Task Confirmed_messages_survive_kill_9_of_the_node_and_of_everything()
    {
        // RabbitMQ 3.10 may forget a queue that was declared within two seconds before kill -9: so this one is declared in a run of its own.
        await using (await SampleHost.ReadyAsync(_state, with: "broker"))
            await WithChannelAsync(DeclareAsync);

        await using (var killed = await SampleHost.ReadyAsync(_state, with: "broker"))
        {
            await PublishAsync("first");
            Signals.Send(Node, Signals.Kill);
            await killed.SaysAsync("broker was killed (SIGKILL); starting it again at once");
            (await ComingBackAsync(() => TakeAsync())).ShouldBe("first");

            await PublishAsync("second");
            var node = Node;
            await killed.StopAsync(Signals.Kill);
            Signals.SendToGroup(node, Signals.Kill);
        }

        await using var next = await SampleHost.ReadyAsync(_state, with: "broker");
        (await TakeAllAsync()).ShouldContain("second"); // and perhaps the first, whose acknowledgement may have died with the node
        await next.StopAsync(Signals.Terminate);
        next.Processes().ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_nodes_run_side_by_side_know_nothing_of_each_other_and_admit_no_guest()
    {
        using var otherState = new TemporaryState();
        var hosts = await Task.WhenAll(SampleHost.ReadyAsync(_state, with: "broker"), SampleHost.ReadyAsync(otherState, with: "broker"));

        await WithChannelAsync(DeclareAsync);
        await PublishAsync("mine");

        await Should.ThrowAsync<OperationInterruptedException>(() => TakeAsync(otherState)); // no such queue there
        (await TakeAsync()).ShouldBe("mine");
        await Should.ThrowAsync<BrokerUnreachableException>(() => ConnectAsync(_state, "guest", "guest"));
        await Task.WhenAll(hosts.Select(host => host.DisposeAsync().AsTask()));
        hosts.SelectMany(host => host.Processes()).ShouldBeEmpty();
    }

    public void Dispose() => _state.Dispose();

    private int Node => SampleHost.Running(_state, "broker").ProcessId!.Value;

    private static Task DeclareAsync(IChannel channel) => channel.QueueDeclareAsync("letters", durable: true, exclusive: false, autoDelete: false);

    private Task PublishAsync(string text) => WithChannelAsync(async channel =>
        await channel.BasicPublishAsync("", "letters", mandatory: true, new BasicProperties { Persistent = true }, Encoding.UTF8.GetBytes(text)));

    private async Task<string?> TakeAsync(TemporaryState? state = null)
    {
        BasicGetResult? letter = null;
        await WithChannelAsync(async channel => letter = await channel.BasicGetAsync("letters", autoAck: true), state);
        return letter is null ? null : Encoding.UTF8.GetString(letter.Body.Span);
    }

    private async Task<List<string>> TakeAllAsync()
    {
        var letters = new List<string>();
        while (await TakeAsync() is { } letter)
            letters.Add(letter);
        return letters;
    }

    private async Task WithChannelAsync(Func<IChannel, Task> action, TemporaryState? state = null)
    {
        await using var connection = await ConnectAsync(state ?? _state);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await action(channel);
    }

    private static Task<IConnection> ConnectAsync(TemporaryState state, string user = "broker", string? password = null) => new ConnectionFactory
    {
        Uri = new Uri(SampleHost.Running(state, "broker").Addresses[0]),
        UserName = user,
        Password = password ?? File.ReadAllText(Path.Combine(state.Path, "secrets", "broker-password")),
    }.CreateConnectionAsync();

    private static async Task<T> ComingBackAsync<T>(Func<Task<T>> attempt)
    {
        for (var deadline = DateTimeOffset.UtcNow.AddMinutes(3); ;)
        {
            try
            {
                return await attempt();
            }
            catch (BrokerUnreachableException) when (DateTimeOffset.UtcNow < deadline)
            {
                await Task.Delay(200);
            }
        }
    }
}
