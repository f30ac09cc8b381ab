using System.Text.RegularExpressions;

namespace Csss.Deploy.Tests.Configuration;

public sealed partial class ReferenceTests
{
    private static readonly IReadOnlyList<Setting> Settings = OptionsSource.Read();

    /// <summary>What no service of ours reads: the runtime, the job for the broker's users, the proxy.</summary>
    private static readonly Regex Elsewhere = new("^(?:Users__[a-z]+__Password|Management__Url|SSL_CERT_FILE|CSSS_(?:API|WEB)_HOST)$", RegexOptions.None, TimeSpan.FromSeconds(1));

    [Fact]
    public void The_reference_says_what_the_options_classes_say()
    {
        var path = Repository.In(Reference.File.Split('/'));
        var now = Reference.Write(Settings);
        if (Environment.GetEnvironmentVariable("CSSS_UPDATE") == "1") File.WriteAllText(path, now);
        File.ReadAllText(path).ShouldBe(now, $"{Reference.File} is not up to date: CSSS_UPDATE=1 dotnet test tests/Deploy --filter ReferenceTests");
    }

    [Theory]
    [InlineData("Storage:MasterKey", "text", "**must be set**")]
    [InlineData("Sessions:AbsoluteLifetime", "time", "`7.00:00:00`")]
    [InlineData("Uploads:FileBytes", "number", "`52428800`")]
    [InlineData("RateLimits:Credentials:Burst", "number", "`60`")]
    [InlineData("Auth:Authority", "address", "`http://identity`")]
    [InlineData("ServiceClients:{name}:Secret", "text", "")]
    [InlineData("Storage:PreviousMasterKeys:{n}", "text", "")]
    public void Each_form_of_a_key_is_read(string key, string type, string value)
    {
        var setting = Settings.Single(one => one.Key == key);
        (setting.Type, setting.Default).ShouldBe((type, value));
        setting.What.ShouldNotBeEmpty();
    }

    [Fact]
    public void What_an_operator_may_set_and_nobody_reads_is_no_key()
    {
        Settings.ShouldNotContain(setting => setting.Key == "TwoFactor:RequiredRoles");
        Reference.Knows(Settings, "Storage__MasterKeys").ShouldBeFalse();
        Reference.Knows(Settings, "ServiceClients__csss-inference__Secret").ShouldBeTrue();
    }

    [Fact]
    public void Every_key_in_deploy_is_one_that_is_read()
    {
        var used = ComposeKeys().Concat(ChartKeys()).Concat(ScriptKeys()).Distinct().ToList();
        used.Count.ShouldBeGreaterThan(30);
        var web = string.Join('\n', new[] { "server.mjs", "src/server/gateway.ts" }.Select(file => Repository.Read("frontend", file)));
        used.Where(key => !Reference.Knows(Settings, key) && !Elsewhere.IsMatch(key) && !web.Contains("process.env." + key, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static IEnumerable<string> ComposeKeys() =>
        from container in Node.Parse(Repository.Read("deploy", "compose", "compose.yaml"))["services"].Entries
        where container.Key != "broker"
        from key in container.Value["environment"].Keys.Concat(container.Value["secrets"].Items.Select(secret => secret["target"].Text))
        select key;

    private static IEnumerable<string> ChartKeys() =>
        from pod in ChartTests.Pods("example").Values
        from variable in pod.Containers[0].Env
        select variable.Name;

    private static IEnumerable<string> ScriptKeys() =>
        SecretKey().Matches(Repository.Read("deploy", "helm", "make-secrets")).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"[ ""]([A-Z]\w+__[\w-]+)=")]
    private static partial Regex SecretKey();
}
