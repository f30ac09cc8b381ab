using Csss.LocalHosting.Environment;

namespace Csss.LocalHosting.Tests.Environment;

public sealed class LaunchProfileTests
{
    [Theory]
    [InlineData("""{"profiles":{"http":{"applicationUrl":"http://localhost:1"}}}""", "http")]
    [InlineData("""{"profiles":{"http":{"applicationUrl":"https://localhost:1;http://localhost:2"}}}""", "https,http")]
    [InlineData("""{/* a comment */"profiles":{"http":{"applicationUrl":"http://localhost:1;http://localhost:2",}}}""", "http")]
    [InlineData("""{"profiles":{"http":{"commandName":"Project"}}}""", "")]
    [InlineData("""{"profiles":{"IIS":{"applicationUrl":"http://localhost:1"}}}""", "")]
    [InlineData("{}", "")]
    public void Each_scheme_of_the_http_profile_is_an_endpoint(string json, string schemes) =>
        string.Join(',', LaunchProfile.Parse(json).Schemes).ShouldBe(schemes);

    [Fact]
    public void A_project_without_launch_settings_has_no_endpoint() =>
        LaunchProfile.Read("/no/such/folder/Worker.csproj").Schemes.ShouldBeEmpty();
}
