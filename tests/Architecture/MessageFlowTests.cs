using System.Text.RegularExpressions;
using Csss.Contracts.Broker;

namespace Csss.Architecture.Tests;

/// <summary>The broker grants what <see cref="MessageFlow"/> says: what the code does beyond it would be refused at run time, so it is refused here.</summary>
public sealed partial class MessageFlowTests
{
    public static TheoryData<string> Services => [.. MessageFlow.Services];

    [Theory]
    [MemberData(nameof(Services))]
    public void What_a_service_consumes_and_publishes_it_may(string service)
    {
        var source = Source(service);
        Names(Consumed(), source).Except(MessageFlow.ConsumedBy(service).Select(type => type.Name)).ShouldBeEmpty($"{service} consumes what MessageFlow does not say");
        Names(Published(), source).Except(MessageFlow.PublishedBy(service).Select(type => type.Name)).ShouldBeEmpty($"{service} publishes what MessageFlow does not say");
    }

    /// <summary>A right that nobody uses is one that a stolen password uses.</summary>
    [Theory]
    [MemberData(nameof(Services))]
    public void What_a_service_may_consume_it_consumes(string service) =>
        MessageFlow.ConsumedBy(service).Select(type => type.Name).Except(Names(Consumed(), Source(service))).ShouldBe(["SessionRevoked"], "which every service hears of, through Csss.Messaging");

    [Fact]
    public void No_service_has_messaging_without_a_user_at_the_broker()
    {
        var messaging = House.Services.Where(service => service.Projects.Contains("Csss.Messaging")).Select(service => service.Name["Csss.".Length..].ToLowerInvariant());
        messaging.Except(MessageFlow.Services).ShouldBeEmpty();
    }

    [Fact]
    public void The_patterns_are_anchored_and_hold_no_service_but_their_own()
    {
        foreach (var service in MessageFlow.Services)
        {
            var (configure, write, read) = BrokerPermissions.Of(service);
            foreach (var pattern in new[] { configure, write, read })
            {
                pattern.ShouldStartWith("^(");
                pattern.ShouldEndWith(")$");
                foreach (var other in MessageFlow.Services.Where(other => other != service))
                    Regex.IsMatch($"{other}-scan-uploaded", pattern).ShouldBeFalse($"{service} reaches {other}");
                Regex.IsMatch("amq.default", pattern).ShouldBeFalse();
                Regex.IsMatch("", pattern).ShouldBeFalse();
                Regex.IsMatch($"evil-{service}-queue", pattern).ShouldBeFalse();
            }
        }
    }

    /// <summary>A column of sealed texts that the rotation of the master key does not know would be lost with the old key.</summary>
    [Fact]
    public void Every_sealed_column_is_moved_to_a_new_master_key()
    {
        foreach (var service in House.Services)
        {
            var files = Directory.GetFiles(service.Folder, "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal))
                .Select(File.ReadAllText).ToList();
            var moved = string.Join('\n', files.Where(file => file.Contains("IMasterKeyUse", StringComparison.Ordinal)));
            foreach (var column in files.SelectMany(file => SealedColumn().Matches(file).Select(match => match.Groups[1].Value)).Distinct().Where(column => !UnderAnotherKey.Contains((service.Name, column))))
                moved.Contains($".{column}", StringComparison.Ordinal).ShouldBeTrue($"{service.Name}: no IMasterKeyUse moves {column}");
        }
    }

    /// <summary>Sealed with the key that Identity and Notifications share, and gone within minutes.</summary>
    private static readonly (string Service, string Column)[] UnderAnotherKey = [("Csss.Notifications", "SealedSecret")];

    private static string Source(string service)
    {
        var folder = House.Services.Single(project => project.Name.Equals("Csss." + service, StringComparison.OrdinalIgnoreCase)).Folder;
        return string.Join('\n', Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
    }

    private static IEnumerable<string> Names(Regex regex, string source) => regex.Matches(source).Select(match => match.Groups[1].Value).Distinct();

    [GeneratedRegex(@"\bIConsumer<(\w+)>")]
    private static partial Regex Consumed();

    [GeneratedRegex(@"\.Publish\(\s*new\s+(\w+)\(")]
    private static partial Regex Published();

    [GeneratedRegex(@"\bstring\??\s+(Sealed\w*)\s*\{")]
    private static partial Regex SealedColumn();
}
