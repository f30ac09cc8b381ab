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
    public async Task A_confirmed_message_survives_kill_9_of_everything()
    {
        await using (var killed = await SampleHost.ReadyAsync(_state, with: "broker"))
        {
            await PublishAsync("kept");
            var node = SampleHost.Running(_state, "broker").ProcessId!.Value;
            await killed.StopAsync(Signals.Kill);
            Signals.SendToGroup(node, Signals.Kill);
        }

        await using var next = await SampleHost.ReadyAsync(_state, with: "broker");

        (await TakeAsync()).ShouldBe("kept");
        await next.StopAsync(Signals.Terminate);
        next.Processes().ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_nodes_run_side_by_side_and_know_nothing_of_each_other()
    {
        using var otherState = new TemporaryState();
        var hosts = await Task.WhenAll(SampleHost.ReadyAsync(_state, with: "broker"), SampleHost.ReadyAsync(otherState, with: "broker"));

        await PublishAsync("mine");

        await Should.ThrowAsync<OperationInterruptedException>(() => TakeAsync(otherState)); // no such queue there
        (await TakeAsync()).ShouldBe("mine");
        await Task.WhenAll(hosts.Select(host => host.DisposeAsync().AsTask()));
        hosts.SelectMany(host => host.Processes()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_killed_node_comes_back_with_its_messages_and_nobody_enters_as_guest()
    {
        await using var host = await SampleHost.ReadyAsync(_state, with: "broker");
        await PublishAsync("kept");

        var before = SampleHost.Running(_state, "broker");
        Signals.Send(before.ProcessId!.Value, Signals.Kill);
        await host.SaysAsync("broker was killed (SIGKILL); starting it again at once");

        (await ComingBackAsync(() => TakeAsync())).ShouldBe("kept");
        await Should.ThrowAsync<BrokerUnreachableException>(() => ConnectAsync(_state, "guest", "guest"));
    }

    public void Dispose() => _state.Dispose();

    private async Task PublishAsync(string text)
    {
        await using var connection = await ConnectAsync(_state);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await channel.QueueDeclareAsync("letters", durable: true, exclusive: false, autoDelete: false);
        await channel.BasicPublishAsync("", "letters", mandatory: true, new BasicProperties { Persistent = true }, Encoding.UTF8.GetBytes(text));
    }

    private async Task<string?> TakeAsync(TemporaryState? state = null)
    {
        await using var connection = await ConnectAsync(state ?? _state);
        await using var channel = await connection.CreateChannelAsync();
        return await channel.BasicGetAsync("letters", autoAck: true) is { } letter ? Encoding.UTF8.GetString(letter.Body.Span) : null;
    }

    private static Task<IConnection> ConnectAsync(TemporaryState state, string user = "broker", string? password = null) => new ConnectionFactory
    {
        Uri = new Uri(SampleHost.Running(state, "broker").Addresses[0]),
        UserName = user,
        Password = password ?? File.ReadAllText(Path.Combine(state.Path, "secrets", "broker-password")),
    }.CreateConnectionAsync();

    private static async Task<T> ComingBackAsync<T>(Func<Task<T>> attempt)
    {
        for (var deadline = DateTimeOffset.UtcNow.AddSeconds(60); ;)
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
