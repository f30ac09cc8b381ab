using Csss.LocalHosting.Running;
using Csss.LocalHosting.Tests.Running;

namespace Csss.LocalHosting.Tests.Live;

/// <summary>A small system of real processes: two replicas, a dependant, a step that runs once, and a process that hides its children.</summary>
public sealed class SupervisionTests : IDisposable
{
    private static readonly HttpClient Http = new();
    private readonly TemporaryState _state = new();

    [Fact]
    public async Task Services_start_in_order_and_find_each_other()
    {
        await using var host = await SampleHost.ReadyAsync(_state);

        host.Seen.IndexOf("once is done", StringComparison.Ordinal).ShouldBeInRange(0, host.Seen.IndexOf("web-0 is ready", StringComparison.Ordinal));
        host.Seen.IndexOf("web-1 is ready", StringComparison.Ordinal).ShouldBeInRange(0, host.Seen.IndexOf("front is ready", StringComparison.Ordinal));
        var told = await Task.WhenAll(Enumerable.Range(0, 2).Select(replica => Http.GetStringAsync($"{Address("front")}/environment/services__web__http__{replica}")));
        told.ShouldBe([Address("web-0"), Address("web-1")]);
        (await Http.GetStringAsync($"{Address("web-1")}/environment/Sample__Key")).Length.ShouldBe(43);
        host.Seen.ShouldContain("once    | migrated");
        File.ReadAllText(Path.Combine(_state.Path, "logs", "once.log")).ShouldBe("migrated\n");
    }

    [Fact]
    public async Task A_killed_service_comes_back_on_the_same_port()
    {
        await using var host = await SampleHost.ReadyAsync(_state);
        var before = SampleHost.Running(_state, "web-0");

        Signals.Send(before.ProcessId!.Value, Signals.Kill);
        await host.SaysAsync("web-0 was killed (SIGKILL); starting it again at once");
        await host.SaysAsync($"Now listening on: {before.Addresses[0]}");

        var after = int.Parse(await Http.GetStringAsync($"{before.Addresses[0]}/pid"));
        after.ShouldNotBe(before.ProcessId.Value);
        SampleHost.Running(_state, "web-0").ProcessId.ShouldBe(after);
    }

    [Theory]
    [InlineData(Signals.Terminate, false)]
    [InlineData(Signals.Interrupt, false)]
    [InlineData(Signals.Interrupt, true)]
    public async Task A_signal_stops_everything_in_reverse_order_and_leaves_no_process(int signal, bool interruptIgnoredByTheShell)
    {
        await using var host = await SampleHost.ReadyAsync(_state, interruptIgnored: interruptIgnoredByTheShell);
        host.Processes().Count.ShouldBeGreaterThanOrEqualTo(6); // the host, three services, a shell and its two children

        (await host.StopAsync(signal)).ShouldBe(0);

        host.Processes().ShouldBeEmpty();
        var said = host.Seen.Split('\n').ToList();
        said.FindIndex(line => line.StartsWith("front") && line.Contains("shutting down"))
            .ShouldBeInRange(0, said.FindIndex(line => line.StartsWith("web-0") && line.Contains("shutting down")));
        said[^1].ShouldEndWith("Everything has stopped");
        File.Exists(Path.Combine(_state.Path, "running.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_signal_during_the_start_leaves_no_process()
    {
        await using var host = SampleHost.Start(_state);
        await host.SaysAsync("stray is ready");

        (await host.StopAsync(Signals.Terminate)).ShouldBe(0);

        host.Processes().ShouldBeEmpty();
    }

    [Fact]
    public async Task After_the_host_itself_was_killed_the_next_one_cleans_up_and_runs()
    {
        await using var killed = await SampleHost.ReadyAsync(_state);
        (await killed.StopAsync(Signals.Kill)).ShouldBe(128 + Signals.Kill);
        killed.Processes().Count.ShouldBeGreaterThanOrEqualTo(5);

        await using var next = await SampleHost.ReadyAsync(_state);

        next.Seen.ShouldContain("that an earlier run had left behind");
        killed.Processes().ShouldBeEmpty();
        (await Http.GetStringAsync($"{Address("front")}/health")).ShouldBe("Healthy");
    }

    [Fact]
    public async Task A_second_host_on_the_same_state_says_who_holds_it()
    {
        await using var first = await SampleHost.ReadyAsync(_state);
        await using var second = SampleHost.Start(_state);

        (await second.ExitAsync()).ShouldBe(1);

        second.Seen.ShouldContain($"Process {first.Id} is already running on {_state.Path}");
        (await Http.GetStringAsync($"{Address("front")}/health")).ShouldBe("Healthy");
    }

    [Fact]
    public async Task Two_hosts_with_states_of_their_own_run_side_by_side()
    {
        using var otherState = new TemporaryState();
        var hosts = await Task.WhenAll(SampleHost.ReadyAsync(_state), SampleHost.ReadyAsync(otherState));

        await hosts[0].DisposeAsync();

        (await Http.GetStringAsync($"{SampleHost.Running(otherState, "front").Addresses[0]}/health")).ShouldBe("Healthy");
        await hosts[1].DisposeAsync();
        hosts.SelectMany(host => host.Processes()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_container_is_refused_with_what_to_do_about_it()
    {
        await using var host = SampleHost.Start(_state, with: "container");

        (await host.ExitAsync()).ShouldBe(1);

        host.Seen.ShouldContain("'cache' is the container redis:8, and LocalHosting runs no containers");
    }

    public void Dispose() => _state.Dispose();

    private string Address(string name) => SampleHost.Running(_state, name).Addresses[0];
}
