using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Csss.Storage.Tests;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("", "x", "Storage:Directory is not set")]
    [InlineData("/tmp", "", "Storage:MasterKey is not set")]
    [InlineData("/tmp", "c2hvcnQ=", "Storage:MasterKey is not 32 bytes in base64")]
    [InlineData("/tmp", "not base64 at all", "Storage:MasterKey is not 32 bytes in base64")]
    public async Task A_wrong_setting_stops_the_start_with_what_to_do(string directory, string key, string expected)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["Storage:Directory"] = directory;
        builder.Configuration["Storage:MasterKey"] = key;
        builder.Logging.ClearProviders();
        builder.AddBlobs();
        using var host = builder.Build();
        (await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync())).Message.ShouldContain(expected);
    }

    [Theory]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n")]
    [InlineData("-_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void A_key_may_be_base64_or_base64url_as_openssl_prints_it(string key) =>
        new StorageOptions { MasterKey = key }.Keys().Oldest.Derive("x").Length.ShouldBe(32);
}
