using System.Text.Json;
using System.Text.RegularExpressions;

namespace Csss.Architecture.Tests;

/// <summary>What every service looks like. New ones under services/ are covered without anybody's doing.</summary>
public sealed partial class ServiceTests
{
    [Fact]
    public void A_service_is_one_project_named_after_its_folder()
    {
        foreach (var folder in House.Services.GroupBy(service => service.Folder))
            folder.Single().Name.ShouldBe("Csss." + Path.GetFileName(folder.Key));
    }

    [Fact]
    public void Every_service_has_an_http_profile()
    {
        foreach (var service in House.Services)
        {
            var path = Path.Combine(service.Folder, "Properties", "launchSettings.json");
            File.Exists(path).ShouldBeTrue($"{service.Name} has no Properties/launchSettings.json");
            using var settings = JsonDocument.Parse(File.ReadAllText(path));
            settings.RootElement.GetProperty("profiles").GetProperty("http").GetProperty("applicationUrl").GetString()!
                .ShouldStartWith("http://", Case.Sensitive, service.Name);
        }
    }

    [Fact]
    public void Program_is_a_table_of_contents()
    {
        foreach (var service in House.Services)
            File.ReadAllLines(Path.Combine(service.Folder, "Program.cs")).Length.ShouldBeLessThanOrEqualTo(30, service.Name);
    }

    [Fact]
    public void Every_consumer_has_a_definition_on_the_inbox()
    {
        foreach (var service in House.Services)
        {
            var source = string.Join('\n', Sources(service.Folder).Select(File.ReadAllText));
            foreach (Match consumer in Consumer().Matches(source))
                source.ShouldMatch($@"InboxConsumerDefinition<{consumer.Groups[1].Value}>", $"{service.Name}: {consumer.Groups[1].Value} has no InboxConsumerDefinition");
        }
    }

    [Fact]
    public void Nobody_publishes_past_the_outbox()
    {
        foreach (var service in House.Services)
            foreach (var file in Sources(service.Folder))
                PastTheOutbox().Matches(File.ReadAllText(file)).Select(match => $"{House.Relative(file)}: {match.Value}").ShouldBeEmpty();
    }

    private static IEnumerable<string> Sources(string folder) =>
        Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal));

    [GeneratedRegex(@"class\s+(\w+)[^{;]*:\s*[^{;]*\bIConsumer<")]
    private static partial Regex Consumer();

    [GeneratedRegex(@"\b(IPublishEndpoint|ISendEndpointProvider|IBus|IBusControl|context\.Publish|context\.Send|context\.RespondAsync)\b")]
    private static partial Regex PastTheOutbox();
}
