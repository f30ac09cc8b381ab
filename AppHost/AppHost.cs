// The whole system on one page.
using Csss.AppHost;
using static Csss.Contracts.ResourceNames;

var builder = DistributedApplication.CreateBuilder(args);
var repository = Path.GetFullPath("..", builder.AppHostDirectory);
var state = Path.GetFullPath(builder.Configuration["CSSS_STATE"] ?? ".csss", repository);
var publicPort = int.Parse(builder.Configuration["CSSS_GATEWAY_PORT"] ?? "8000");
var scheme = builder.Configuration["CSSS_TLS"] == "1" ? "https" : "http";
var publicUrl = $"{scheme}://localhost:{publicPort}/";

var mailKey = builder.AddParameter("mail-sealing-key", secret: true); // seals one-time secrets on their way from Identity to the mail
var broker = builder.AddRabbitMQ(Broker).WithDataVolume().WithManagementPlugin();

// SQLite in each service's folder, or a PostgreSQL server with a database for each (the site's own with ConnectionStrings:postgres).
var postgres = builder.Configuration["CSSS_DATABASE"] switch
{
    null or "" or "sqlite" => null,
    "postgres" => builder.AddPostgres("postgres").WithDataVolume(),
    var other => throw new ArgumentException($"CSSS_DATABASE is '{other}': it can be sqlite or postgres."),
};

// Makes a user at the broker for each service, and ends. Only this one holds the administrator's password.
var brokerUsers = builder.AddProject<Projects.Csss_BrokerUsers>("broker-users").WithReference(broker).WaitFor(broker)
    .WithEnvironment("Management__Url", broker.GetEndpoint("management"));
if (!Wiring.IsOurs(builder.Configuration)) brokerUsers.WithExplicitStart();

// The services.
var wiring = new Wiring(builder, state, publicUrl, broker, brokerUsers, postgres);
var identity = wiring.Service<Projects.Csss_Identity>(Identity).WithEnvironment("Mail__SealingKey", mailKey);
var inference = wiring.Service<Projects.Csss_Inference>(Inference).WithEnvironment("Models__Directory", Path.Combine(repository, "models"));
var reports = wiring.Service<Projects.Csss_Reports>(Reports).WithReference(inference);
var notifications = wiring.Service<Projects.Csss_Notifications>(Notifications).WithReference(reports).WithReference(inference).WithEnvironment("Mail__SealingKey", mailKey);
var chatbot = wiring.Service<Projects.Csss_Chatbot>(Chatbot).WithReference(inference).WithReference(reports);
var gateway = wiring.Project<Projects.Csss_Gateway>(Gateway).WithEndpoint("http", http => (http.Port, http.UriScheme) = (publicPort, scheme)).WithExternalHttpEndpoints();

// Each of these calls the others under a name and secret of its own.
foreach (var caller in new[] { inference, reports, notifications, chatbot })
{
    var client = $"csss-{caller.Resource.Name}";
    var secret = builder.AddParameter($"{client}-secret", secret: true);
    caller.WithReference(identity).WaitFor(identity).WithEnvironment("ServiceClient__Id", client).WithEnvironment("ServiceClient__Secret", secret);
    identity.WithEnvironment($"ServiceClients__{client}__Secret", secret);
}

// One origin for the browser: the web app passes /api on to the gateway, and says for whom. It runs what `make build` built.
var web = builder.AddJavaScriptApp(Web, "../frontend", "start")
    .WithReference(gateway)
    .WithHttpEndpoint(port: int.Parse(builder.Configuration["CSSS_WEB_PORT"] ?? "3000"), env: "PORT")
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/alive");
if (scheme == "https")
{
    gateway.WithEnvironment("Gateway__DevelopmentCertificate", Path.Combine(state, "tls"));
    web.WithEnvironment("GATEWAY_AUTHORITY_FILE", Path.Combine(state, "tls", "gateway.crt"));
}

gateway.WithEnvironment("Gateway__TrustedProxies__0", "127.0.0.1/32").WithEnvironment("Gateway__TrustedProxies__1", "::1/128");

// Last of all, so that its first 200 means that everything is ready.
gateway.WaitFor(broker).WaitFor(web);
foreach (var service in new[] { identity, inference, reports, notifications, chatbot })
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
    notifications.WithEnvironment("Webhooks__AllowPrivateTargets", "true"); // receivers that are being written run on this machine
    notifications.WithEnvironment("Smtp__Host", smtp.Property(EndpointProperty.Host)).WithEnvironment("Smtp__Port", smtp.Property(EndpointProperty.Port));
    gateway.WaitFor(mail);
}

builder.Build().Run();
