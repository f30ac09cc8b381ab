// The whole system on one page.
using static Csss.Contracts.ResourceNames;

var builder = DistributedApplication.CreateBuilder(args);
var repository = Path.GetFullPath("..", builder.AppHostDirectory);
var state = Path.GetFullPath(builder.Configuration["CSSS_STATE"] ?? ".csss", repository);
var publicPort = int.Parse(builder.Configuration["CSSS_GATEWAY_PORT"] ?? "8000");
var publicUrl = $"http://localhost:{publicPort}/";

var mailKey = builder.AddParameter("mail-sealing-key", secret: true); // seals one-time secrets on their way from Identity to the mail
var broker = builder.AddRabbitMQ(Broker).WithDataVolume();

// The services.
var identity = Service<Projects.Csss_Identity>(Identity).WithEnvironment("Mail__SealingKey", mailKey);
var inference = Service<Projects.Csss_Inference>(Inference).WithEnvironment("Models__Directory", Path.Combine(repository, "models"));
var reports = Service<Projects.Csss_Reports>(Reports).WithReference(inference);
var notifications = Service<Projects.Csss_Notifications>(Notifications).WithReference(reports).WithReference(inference).WithEnvironment("Mail__SealingKey", mailKey);
var gateway = Project<Projects.Csss_Gateway>(Gateway).WithEndpoint("http", http => http.Port = publicPort).WithExternalHttpEndpoints();

// Each of these calls the others under a name and secret of its own. They could start without the broker, but would then try in vain for a while.
foreach (var caller in new[] { inference, reports, notifications })
{
    var client = $"csss-{caller.Resource.Name}";
    var secret = builder.AddParameter($"{client}-secret", secret: true);
    caller.WithReference(identity).WaitFor(identity).WaitFor(broker).WithEnvironment("ServiceClient__Id", client).WithEnvironment("ServiceClient__Secret", secret);
    identity.WithEnvironment($"ServiceClients__{client}__Secret", secret);
}

// Last of all, so that its first 200 means that everything is ready.
gateway.WaitFor(broker);
foreach (var service in new[] { identity, inference, reports, notifications })
    gateway.WithReference(service).WaitFor(service);

// A real SMTP server and inbox for development; elsewhere Smtp:Host and Smtp:Port are configured.
if (builder.ExecutionContext.IsRunMode && builder.Environment.EnvironmentName == "Development")
{
    var mail = builder.AddExecutable("mail", "node", "../deploy/maildev", "node_modules/maildev/dist/bin/maildev.js", "--ip", "127.0.0.1", "--web-ip", "127.0.0.1", "--silent")
        .WithEnvironment("MAILDEV_MAIL_DIRECTORY", Path.Combine(state, "mail"))
        .WithEndpoint(scheme: "smtp", name: "smtp", env: "MAILDEV_SMTP_PORT")
        .WithHttpEndpoint(port: int.Parse(builder.Configuration["CSSS_MAIL_PORT"] ?? "1080"), env: "MAILDEV_WEB_PORT")
        .WithHttpHealthCheck("/api/healthz");
    var smtp = mail.GetEndpoint("smtp");
    notifications.WithEnvironment("Smtp__Host", smtp.Property(EndpointProperty.Host)).WithEnvironment("Smtp__Port", smtp.Property(EndpointProperty.Port));
    gateway.WaitFor(mail);
}

builder.Build().Run();

// A service has the broker, and a folder and a key that are its own; the gateway needs neither.
IResourceBuilder<ProjectResource> Service<TProject>(string name) where TProject : IProjectMetadata, new() => Project<TProject>(name)
    .WithReference(broker)
    .WithEnvironment("Storage__Directory", Path.Combine(state, "data", name))
    .WithEnvironment("Storage__MasterKey", builder.AddParameter($"{name}-master-key", secret: true));

IResourceBuilder<ProjectResource> Project<TProject>(string name) where TProject : IProjectMetadata, new() => builder.AddProject<TProject>(name)
    .WithEnvironment("Auth__Issuer", publicUrl)
    .WithEnvironment("Gateway__PublicUrl", publicUrl)
    .WithHttpHealthCheck("/health");
