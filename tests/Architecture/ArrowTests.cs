using NetArchTest.Rules;

namespace Csss.Architecture.Tests;

/// <summary>DESIGN.md: services → Messaging, Storage, ServiceDefaults → Contracts. Nothing points back.</summary>
public sealed class ArrowTests
{
    private static readonly string[] Blocks = ["Csss.Contracts", "Csss.ServiceDefaults", "Csss.Messaging", "Csss.Storage"];

    [Fact]
    public void Contracts_depends_on_nothing()
    {
        var contracts = House.Block("Contracts");
        contracts.Projects.ShouldBeEmpty();
        contracts.Packages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ServiceDefaults", "Csss.Contracts")]
    [InlineData("Storage", "Csss.Contracts", "Csss.ServiceDefaults")]
    [InlineData("Messaging", "Csss.Contracts", "Csss.ServiceDefaults")]
    public void A_block_depends_on_what_is_below_it(string block, params string[] below) =>
        House.Block(block).Projects.Order(StringComparer.Ordinal).ShouldBe(below);

    [Fact]
    public void Services_depend_on_the_blocks_and_never_on_each_other()
    {
        foreach (var service in House.Services)
            service.Projects.Except(Blocks).ShouldBeEmpty(service.Name);
    }

    [Fact]
    public void Services_do_not_name_each_others_namespaces_either()
    {
        foreach (var service in House.Services)
        {
            var others = House.Services.Where(other => other != service).Select(other => other.Name).ToList();
            foreach (var file in Directory.GetFiles(service.Folder, "*.cs", SearchOption.AllDirectories))
                foreach (var other in others)
                    File.ReadAllText(file).Contains($"using {other}", StringComparison.Ordinal).ShouldBeFalse($"{House.Relative(file)} uses {other}");
        }
    }

    [Fact]
    public void AppHost_knows_the_services_their_names_and_LocalHosting_only()
    {
        var appHost = Path.Combine(House.Root, "AppHost", "Csss.AppHost.csproj");
        Assert.SkipUnless(File.Exists(appHost), "AppHost is not here yet.");
        Project.Load(appHost).Projects.Except(House.Services.Select(service => service.Name)).Except(["Csss.BrokerUsers", "Csss.Contracts", "Csss.LocalHosting"]).ShouldBeEmpty();
    }

    [Fact]
    public void LocalHosting_knows_nothing_of_CSSS()
    {
        var localHosting = Path.Combine(House.Root, "LocalHosting", "Csss.LocalHosting.csproj");
        Assert.SkipUnless(File.Exists(localHosting), "LocalHosting is not here yet.");
        Project.Load(localHosting).Projects.ShouldBeEmpty();
    }

    [Fact]
    public void Contracts_types_use_nothing_of_the_others() =>
        Types.InAssembly(typeof(Contracts.Ids).Assembly).ShouldNot()
            .HaveDependencyOnAny("Csss.ServiceDefaults", "Csss.Messaging", "Csss.Storage", "MassTransit", "Microsoft")
            .GetResult().IsSuccessful.ShouldBeTrue();

    [Fact]
    public void Messaging_and_Storage_know_nothing_of_each_other()
    {
        Types.InAssembly(typeof(Messaging.MessagingExtensions).Assembly).ShouldNot().HaveDependencyOn("Csss.Storage").GetResult().IsSuccessful.ShouldBeTrue();
        Types.InAssembly(typeof(Storage.StorageExtensions).Assembly).ShouldNot().HaveDependencyOnAny("Csss.Messaging", "MassTransit").GetResult().IsSuccessful.ShouldBeTrue();
    }

    [Fact]
    public void Only_the_transport_is_RabbitMQs()
    {
        // Messaging alone names the broker's client: a service that did could publish past the outbox.
        foreach (var service in House.Services.Where(service => service.Name != "Csss.Notifications"))
            service.Packages.Where(package => package.StartsWith("RabbitMQ", StringComparison.Ordinal)).ShouldBeEmpty(service.Name);
    }
}
