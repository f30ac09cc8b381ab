using Csss.LocalHosting.Running;

namespace Csss.LocalHosting.Tests.Running;

public sealed class StartOrderTests
{
    private readonly IDistributedApplicationBuilder _system = DistributedApplication.CreateBuilder([]);

    [Fact]
    public void Resources_that_wait_for_each_other_are_named()
    {
        var a = _system.AddExecutable("a", "sh", ".");
        var b = _system.AddExecutable("b", "sh", ".").WaitFor(a);
        a.WaitFor(_system.AddExecutable("c", "sh", ".").WaitFor(b));

        Should.Throw<DistributedApplicationException>(() => StartOrder.Check([.. _system.Resources])).Message.ShouldBe("These wait for each other: a → c → b → a.");
    }

    [Fact]
    public void What_waits_for_the_same_thing_twice_over_is_no_circle()
    {
        var a = _system.AddExecutable("a", "sh", ".");
        var b = _system.AddExecutable("b", "sh", ".").WaitFor(a);
        _system.AddExecutable("c", "sh", ".").WaitFor(a).WaitFor(b);

        Should.NotThrow(() => StartOrder.Check([.. _system.Resources]));
    }

    [Fact]
    public void A_server_outlives_those_that_talk_to_it_even_if_they_did_not_wait_for_it()
    {
        var server = _system.AddPostgres("db");
        var web = _system.AddProject<SampleProject>("web").WithReference(server.AddDatabase("reports"));

        StartOrder.Needs(web.Resource).ShouldBe([server.Resource]);
    }

    [Fact]
    public void A_server_whose_address_alone_is_passed_on_outlives_who_was_told_it()
    {
        var broker = _system.AddRabbitMQ("broker");
        var web = _system.AddProject<SampleProject>("web").WithEnvironment("Broker__Port", broker.GetEndpoint("tcp").Property(EndpointProperty.Port));

        StartOrder.Needs(web.Resource).ShouldBe([broker.Resource]);
    }
}
