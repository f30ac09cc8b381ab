using System.Text.RegularExpressions;
using Csss.Contracts;
using Csss.Contracts.Broker;

namespace Csss.Deploy.Tests;

public sealed partial class ComposeTests
{
    private static readonly Node Compose = Node.Parse(Repository.Read("deploy", "compose", "compose.yaml"));
    private static readonly Node Containers = Compose["services"];

    private static IEnumerable<KeyValuePair<string, Node>> Ours => Containers.Entries.Where(container => container.Key is not ResourceNames.Broker);

    [Fact]
    public void Every_service_is_there_and_built_from_its_own_folder()
    {
        foreach (var service in Repository.Services)
            Containers[service]["build"]["args"]["SERVICE"].Text.ShouldBe(char.ToUpperInvariant(service[0]) + service[1..], service);
        Containers[ResourceNames.Web].IsThere.ShouldBeTrue();
        Containers[ResourceNames.Broker].IsThere.ShouldBeTrue();
    }

    [Fact]
    public void No_container_has_more_rights_than_it_needs()
    {
        foreach (var (name, container) in Ours)
        {
            container["read_only"].Text.ShouldBe("true", name);
            container["user"].Text.ShouldBe("1654:1654", name);
        }

        foreach (var (name, container) in Containers.Entries)
        {
            container["cap_drop"].Items.Select(item => item.Text).ShouldBe(["ALL"], name);
            container["security_opt"].Items.Select(item => item.Text).ShouldContain("no-new-privileges:true", name);
            container["privileged"].IsThere.ShouldBeFalse(name);
            container["deploy"]["resources"]["limits"]["memory"].Text.ShouldNotBeEmpty(name);
        }
    }

    [Fact]
    public void Only_the_gateway_and_the_web_app_can_be_reached_and_only_from_this_machine()
    {
        var published = Containers.Entries.Where(container => container.Value["ports"].IsThere && !container.Value["profiles"].IsThere).ToList();
        published.Select(container => container.Key).ShouldBe([ResourceNames.Gateway, ResourceNames.Web], ignoreOrder: true);
        foreach (var (name, container) in published) container["ports"].Items.ShouldAllBe(port => port.Text.StartsWith("127.0.0.1:"), name);
        foreach (var (name, container) in Containers.Entries.Where(container => MessageFlow.Services.Contains(container.Key)))
            Networks(container).ShouldNotContain("edge", name);
        foreach (var network in new[] { "inside", "bus" }) Compose["networks"][network]["internal"].Text.ShouldBe("true", network);
    }

    [Fact]
    public void Nobody_has_the_broker_but_who_has_a_user_there()
    {
        foreach (var (name, container) in Containers.Entries)
            if (Networks(container).Contains("bus"))
                (name is "broker" or "broker-users" or "chatbot" || MessageFlow.Services.Contains(name)).ShouldBeTrue(name);
        foreach (var service in MessageFlow.Services)
        {
            Containers[service]["environment"]["Broker__User"].Text.ShouldBe(service);
            Targets("broker-users").ShouldContain($"Users__{service}__Password");
            Targets(service).ShouldContain("Broker__Password");
        }
    }

    [Fact]
    public void Each_service_knows_those_it_calls_and_the_gateway_knows_all()
    {
        foreach (var (service, called) in Repository.Calls) Addresses(service).ShouldBe(called.Append("identity").Distinct(), ignoreOrder: true, service);
        Repository.Services.Where(service => service != ResourceNames.Gateway).Except(Addresses(ResourceNames.Gateway)).ShouldBeEmpty();
    }

    [Fact]
    public void The_gateway_alone_is_believed_about_where_a_request_came_from()
    {
        var gateway = Containers[ResourceNames.Gateway]["networks"]["inside"]["ipv4_address"].Text;
        foreach (var service in MessageFlow.Services)
            Containers[service]["environment"]["Forwarding__TrustedProxies__0"].Text.ShouldBe(gateway + "/32", service);
    }

    [Fact]
    public void What_is_stored_lies_in_a_volume_of_the_services_own()
    {
        foreach (var service in MessageFlow.Services)
        {
            var folder = Containers[service]["environment"]["Storage__Directory"].Text;
            var (volume, path) = Containers[service]["volumes"].Items.Select(item => item.Text.Split(':')).Select(parts => (parts[0], parts[1])).ShouldHaveSingleItem();
            volume.ShouldBe(service);
            folder.ShouldStartWith(path + "/");
            Compose["volumes"].Keys.ShouldContain(service);
        }
    }

    [Fact]
    public void Every_container_says_whether_it_is_well()
    {
        foreach (var (name, container) in Containers.Entries.Where(container => !container.Value["profiles"].IsThere && container.Key != "broker-users"))
            container["healthcheck"]["test"].Items.ShouldNotBeEmpty(name);
    }

    [Fact]
    public void Every_secret_is_a_file_that_is_made_and_none_is_written_here()
    {
        var made = string.Join('\n', MadeSecrets());
        foreach (var (name, secret) in Compose["secrets"].Entries)
        {
            secret["file"].Text.ShouldBe($"${{CSSS_SECRETS:-./secrets}}/{name}");
            made.ShouldContain(name);
        }

        foreach (var (name, container) in Containers.Entries)
        {
            container["secrets"].Items.Select(secret => secret["source"].Text).Except(Compose["secrets"].Keys).ShouldBeEmpty(name);
            container["environment"].Keys.Where(key => Secret().IsMatch(key)).ShouldBeEmpty(name);
        }
    }

    [Fact]
    public void Every_setting_that_is_asked_for_is_in_the_example()
    {
        var example = Repository.Read("deploy", "compose", ".env.example").Split('\n').Select(line => line.Split('=')[0]).ToHashSet(StringComparer.Ordinal);
        Setting().Matches(Repository.Read("deploy", "compose", "compose.yaml")).Select(match => match.Groups[1].Value).Distinct().Except(example).ShouldBeEmpty();
    }

    private static IEnumerable<string> Targets(string container) => Containers[container]["secrets"].Items.Select(secret => secret["target"].Text);

    private static IEnumerable<string> Addresses(string container) =>
        Containers[container]["environment"].Keys.Where(key => key.StartsWith("services__", StringComparison.Ordinal)).Select(key => key.Split("__")[1]);

    private static IEnumerable<string> Networks(Node container) => container["networks"].Items.Select(item => item.Text).Concat(container["networks"].Keys);

    /// <summary>The names in make-secrets, with its two loops unrolled.</summary>
    private static IEnumerable<string> MadeSecrets()
    {
        var script = Repository.Read("deploy", "compose", "make-secrets");
        foreach (Match loop in Loop().Matches(script))
            foreach (var word in loop.Groups[2].Value.Split(' '))
                yield return loop.Groups[3].Value.Replace("$" + loop.Groups[1].Value, word, StringComparison.Ordinal);
        yield return script;
    }

    [GeneratedRegex("(Password|Secret|MasterKey|SealingKey)$")]
    private static partial Regex Secret();

    [GeneratedRegex(@"\$\{(CSSS_\w+)")]
    private static partial Regex Setting();

    [GeneratedRegex(@"(?s)for (\w+) in ([\w ]+); do(.*?)done")]
    private static partial Regex Loop();
}
