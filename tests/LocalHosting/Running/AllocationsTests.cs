using Csss.LocalHosting.Environment;
using Csss.LocalHosting.Running;

namespace Csss.LocalHosting.Tests.Running;

public sealed class AllocationsTests : IDisposable
{
    private readonly TemporaryState _temporary = new();
    private readonly StateDirectory _state;

    public AllocationsTests() => _state = StateDirectory.Open(_temporary.Path);

    [Fact]
    public void A_secret_that_nobody_gave_is_made_up_once_and_kept_for_its_owner_alone()
    {
        var system = DistributedApplication.CreateBuilder([]);
        system.AddParameter("key", secret: true);

        var first = Decide(system).Parameters["key"];

        first.Length.ShouldBe(43);
        Decide(system).Parameters["key"].ShouldBe(first);
        File.GetUnixFileMode(Path.Combine(_temporary.Path, "secrets", "key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(Path.Combine(_temporary.Path, "secrets")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public void A_given_parameter_wins()
    {
        var system = DistributedApplication.CreateBuilder(["--Parameters:key=given"]);
        system.AddParameter("key", secret: true);

        Decide(system).Parameters["key"].ShouldBe("given");
    }

    [Fact]
    public void A_missing_parameter_that_is_no_secret_is_asked_for()
    {
        var system = DistributedApplication.CreateBuilder([]);
        system.AddParameter("site");

        Should.Throw<DistributedApplicationException>(() => Decide(system)).Message.ShouldContain("Parameters__site");
    }

    [Fact]
    public void A_missing_connection_string_is_asked_for()
    {
        var system = DistributedApplication.CreateBuilder([]);
        system.AddConnectionString("store");

        Should.Throw<DistributedApplicationException>(() => Decide(system)).Message.ShouldContain("ConnectionStrings__store");
    }

    [Fact]
    public void A_given_broker_is_used_where_it_is_and_nothing_is_started_for_it()
    {
        var system = DistributedApplication.CreateBuilder(["--ConnectionStrings:broker=amqp://me:pw@rabbit.test:5672"]);
        system.AddRabbitMQ("broker");

        var allocation = Decide(system);

        system.Resources.Where(resource => Launches.HasProcess(resource, allocation)).ShouldBeEmpty();
        allocation.Ports.ShouldBeEmpty();
    }

    [Fact]
    public void Every_replica_gets_a_free_port_below_those_the_kernel_hands_out()
    {
        var system = DistributedApplication.CreateBuilder([]);
        system.AddProject<SampleProject>("web").WithReplicas(3);

        var ports = Decide(system).Ports;

        ports.Keys.ShouldBe([new("web", "http", 0), new("web", "http", 1), new("web", "http", 2)], ignoreOrder: true);
        ports.Values.Distinct().Count().ShouldBe(3);
        ports.Values.ShouldAllBe(port => port >= 20_000 && port < 32_000);
    }

    [Fact]
    public void One_port_for_several_replicas_is_refused()
    {
        var system = DistributedApplication.CreateBuilder([]);
        system.AddProject<SampleProject>("web").WithReplicas(2).WithEndpoint("http", http => http.Port = 20123);

        Should.Throw<DistributedApplicationException>(() => Decide(system)).Message.ShouldContain("cannot share port 20123");
    }

    [Fact]
    public void A_port_that_another_program_holds_is_named()
    {
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();
        var port = ((System.Net.IPEndPoint)other.LocalEndpoint).Port;
        var system = DistributedApplication.CreateBuilder([]);
        system.AddProject<SampleProject>("web").WithEndpoint("http", http => http.Port = port);

        Should.Throw<DistributedApplicationException>(() => Decide(system)).Message.ShouldContain($"Port {port}, asked for by 'web', is in use");
    }

    public void Dispose()
    {
        _state.Dispose();
        _temporary.Dispose();
    }

    private Allocation Decide(IDistributedApplicationBuilder system) => Allocations.Decide(system.Resources, system.Configuration, "Development", _state);
}
