using System.Collections.Immutable;
using Csss.LocalHosting.Environment;

namespace Csss.LocalHosting.Tests.Environment;

/// <summary>The environment contract, row by row: who is told what.</summary>
public sealed class EnvironmentTableTests
{
    private readonly IDistributedApplicationBuilder _system = DistributedApplication.CreateBuilder([]);

    private static readonly Allocation Decided = new()
    {
        EnvironmentName = "Staging",
        Ports = ImmutableDictionary<EndpointKey, int>.Empty
            .Add(new("web", "http", 0), 2000).Add(new("web", "http", 1), 2001).Add(new("door", "http", 0), 8000)
            .Add(new("site", "http", 0), 3000).Add(new("mail", "smtp", 0), 2500).Add(new("mail", "http", 0), 1080)
            .Add(new("broker", "tcp", 0), 5600).Add(new("broker", "distribution", 0), 5601).Add(new("broker-epmd", "names", 0), 5602)
            .Add(new("db", "tcp", 0), 5400),
        Parameters = ImmutableDictionary<string, string>.Empty
            .Add("master-key", "K3y").Add("broker-password", "p@ss/w:rd").Add("db-password", "dbpass"),
        ConnectionStrings = ImmutableDictionary<string, string>.Empty
            .Add("store", "https://store.test/bucket").Add("far", "amqp://me:se%2Fcret@rabbit.test:5672"),
        Telemetry = ImmutableDictionary<string, string>.Empty.Add("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4317"),
    };

    public EnvironmentTableTests()
    {
        var key = _system.AddParameter("master-key", secret: true);
        var broker = _system.AddRabbitMQ("broker");
        var far = _system.AddRabbitMQ("far");
        var database = _system.AddPostgres("db").AddDatabase("reports-db", "reports");
        var store = _system.AddConnectionString("store");
        var maps = _system.AddExternalService("maps", "https://maps.test/");
        var web = _system.AddProject<SampleProject>("web").WithReplicas(2).WithReference(broker).WithReference(far).WithReference(database);
        var mail = _system.AddExecutable("mail", "node", ".").WithEndpoint(scheme: "smtp", name: "smtp", env: "SMTP_PORT").WithHttpEndpoint(port: 1080, env: "WEB_PORT");
        var smtp = mail.GetEndpoint("smtp");
        var site = _system.AddJavaScriptApp("site", ".").WithHttpEndpoint(port: 3000, env: "PORT").WithReference(web);
        _system.AddProject<SampleProject>("door").WithEndpoint("http", http => http.Port = 8000)
            .WithReference(web).WithReference(site).WithReference(maps).WithReference(broker, "bus").WithReference(store)
            .WithEnvironment("Fixed", "value").WithEnvironment("Secret__Key", key).WithEnvironment("Mail__Url", smtp)
            .WithEnvironment("Smtp__Host", smtp.Property(EndpointProperty.Host)).WithEnvironment("Smtp__Port", smtp.Property(EndpointProperty.Port))
            .WithEnvironment("SAMPLE_FROM_PROFILE", "overridden");
    }

    [Theory]
    [InlineData("web", 0, "ASPNETCORE_URLS", "http://localhost:2000")]
    [InlineData("web", 1, "ASPNETCORE_URLS", "http://localhost:2001")]
    [InlineData("web", 0, "ASPNETCORE_ENVIRONMENT", "Staging")]
    [InlineData("web", 0, "DOTNET_ENVIRONMENT", "Staging")]
    [InlineData("web", 0, "SAMPLE_FROM_PROFILE", "yes")]
    [InlineData("web", 1, "OTEL_SERVICE_NAME", "web")]
    [InlineData("web", 1, "OTEL_RESOURCE_ATTRIBUTES", "service.instance.id=web-1")]
    [InlineData("web", 0, "OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4317")]
    [InlineData("web", 0, "ConnectionStrings__broker", "amqp://broker:p%40ss%2Fw%3Ard@localhost:5600")]
    [InlineData("web", 0, "BROKER_HOST", "localhost")]
    [InlineData("web", 0, "BROKER_PORT", "5600")]
    [InlineData("web", 0, "BROKER_USERNAME", "broker")]
    [InlineData("web", 0, "BROKER_PASSWORD", "p@ss/w:rd")]
    [InlineData("web", 0, "BROKER_URI", "amqp://broker:p%40ss%2Fw%3Ard@localhost:5600")]
    [InlineData("web", 0, "ConnectionStrings__far", "amqp://me:se%2Fcret@rabbit.test:5672")]
    [InlineData("web", 0, "FAR_HOST", "rabbit.test")]
    [InlineData("web", 0, "FAR_PASSWORD", "se/cret")]
    [InlineData("web", 0, "ConnectionStrings__reports-db", "Host=localhost;Port=5400;Username=postgres;Password=dbpass;Database=reports")]
    [InlineData("web", 0, "REPORTS_DB_DATABASENAME", "reports")]
    [InlineData("web", 0, "REPORTS_DB_URI", "postgresql://postgres:dbpass@localhost:5400/reports")]
    [InlineData("door", 0, "ASPNETCORE_URLS", "http://localhost:8000")]
    [InlineData("door", 0, "services__web__http__0", "http://localhost:2000")]
    [InlineData("door", 0, "services__web__http__1", "http://localhost:2001")]
    [InlineData("door", 0, "WEB_HTTP", "http://localhost:2000")]
    [InlineData("door", 0, "services__site__http__0", "http://localhost:3000")]
    [InlineData("door", 0, "services__maps__https__0", "https://maps.test/")]
    [InlineData("door", 0, "ConnectionStrings__bus", "amqp://broker:p%40ss%2Fw%3Ard@localhost:5600")]
    [InlineData("door", 0, "BUS_HOST", "localhost")]
    [InlineData("door", 0, "ConnectionStrings__store", "https://store.test/bucket")]
    [InlineData("door", 0, "Fixed", "value")]
    [InlineData("door", 0, "Secret__Key", "K3y")]
    [InlineData("door", 0, "Mail__Url", "smtp://localhost:2500")]
    [InlineData("door", 0, "Smtp__Host", "localhost")]
    [InlineData("door", 0, "Smtp__Port", "2500")]
    [InlineData("door", 0, "SAMPLE_FROM_PROFILE", "overridden")]
    [InlineData("mail", 0, "SMTP_PORT", "2500")]
    [InlineData("mail", 0, "WEB_PORT", "1080")]
    [InlineData("site", 0, "PORT", "3000")]
    [InlineData("site", 0, "NODE_ENV", "staging")]
    [InlineData("site", 0, "services__web__http__1", "http://localhost:2001")]
    [InlineData("broker-epmd", 0, "ERL_EPMD_PORT", "5602")]
    public void A_resource_is_told(string resource, int replica, string variable, string value) =>
        TableOf(resource, replica).ShouldContainKeyAndValue(variable, value);

    [Theory]
    [InlineData("web", "Secret__Key")]
    [InlineData("web", "services__door__http__0")]
    [InlineData("web", "DB_PASSWORD")]
    [InlineData("door", "ConnectionStrings__broker")]
    [InlineData("door", "FAR_PASSWORD")]
    [InlineData("mail", "ASPNETCORE_URLS")]
    [InlineData("mail", "OTEL_SERVICE_NAME")]
    public void A_resource_is_not_told_what_it_does_not_reference(string resource, string variable) =>
        TableOf(resource, 0).ShouldNotContainKey(variable);

    [Fact]
    public void Without_a_collector_nobody_is_told_to_export_telemetry() =>
        EnvironmentTable.Of(Named("web"), 0, Decided with { Telemetry = ImmutableDictionary<string, string>.Empty })
            .Keys.ShouldNotContain(name => name.StartsWith("OTEL_EXPORTER"));

    [Fact]
    public void A_reference_to_an_endpoint_that_is_not_there_names_it()
    {
        var mail = _system.Resources.OfType<ExecutableResource>().Single(r => r.Name == "mail");
        Should.Throw<DistributedApplicationException>(() => new EndpointReference(mail, "imap").Url(Decided)).Message.ShouldBe("'mail' has no endpoint named 'imap'.");
    }

    private ImmutableSortedDictionary<string, string> TableOf(string resource, int replica) => EnvironmentTable.Of(Named(resource), replica, Decided);

    private IResource Named(string name) => _system.Resources.Single(resource => resource.Name == name);
}
