using Csss.LocalHosting.Running;

namespace Csss.LocalHosting.Tests.Running;

public sealed class InheritedEnvironmentTests
{
    [Fact]
    public void What_is_meant_for_one_resource_is_not_handed_down_to_all()
    {
        var environment = new Dictionary<string, string?>
        {
            ["PATH"] = "/bin", ["Parameters__storage-master-key"] = "s", ["ConnectionStrings__broker"] = "s", ["ASPNETCORE_URLS"] = "http://+:80", ["DOTNET_ROOT"] = "/d",
        };

        InheritedEnvironment.Reduce(environment);

        environment.Keys.ShouldBe(["PATH", "DOTNET_ROOT"], ignoreOrder: true);
    }
}
