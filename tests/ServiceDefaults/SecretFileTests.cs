using Microsoft.AspNetCore.Builder;

namespace Csss.ServiceDefaults.Tests;

public sealed class SecretFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("csss-secrets-").FullName;

    [Fact]
    public void A_secret_in_a_file_is_read_without_its_line_end_and_wins()
    {
        File.WriteAllText(Path.Combine(_folder, "Storage__MasterKey"), "from the file\n");
        File.WriteAllText(Path.Combine(_folder, "ServiceClients__csss-inference__Secret"), "another");

        var configuration = Configured(("Secrets:Directory", _folder), ("Storage:MasterKey", "from elsewhere"));

        configuration["Storage:MasterKey"].ShouldBe("from the file");
        configuration["ServiceClients:csss-inference:Secret"].ShouldBe("another");
    }

    [Fact]
    public void A_folder_that_was_not_mounted_stops_the_service_and_is_named() =>
        Should.Throw<InvalidOperationException>(() => Configured(("Secrets:Directory", _folder + "-missing"))).Message.ShouldContain(_folder + "-missing");

    [Fact]
    public void Without_the_key_no_folder_is_read() => Configured(("Auth:Issuer", "https://csss.example/"))["Storage:MasterKey"].ShouldBeNull();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Microsoft.Extensions.Configuration.ConfigurationManager Configured(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        foreach (var (key, value) in settings) builder.Configuration[key] = value;
        builder.AddServiceDefaults("tiny");
        return builder.Configuration;
    }
}
