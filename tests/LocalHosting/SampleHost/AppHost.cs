// An app host for the live tests. What it holds is chosen on its command line: --with web,broker,postgres,container.
var builder = DistributedApplication.CreateBuilder(args);
var parts = (builder.Configuration["with"] ?? "web").Split(',');

if (parts.Contains("web"))
{
    var key = builder.AddParameter("key", secret: true);
    var once = builder.AddExecutable("once", "sh", ".", "-c", "echo migrated");
    var web = builder.AddProject<Projects.Csss_SampleApp>("web").WithReplicas(2).WithEnvironment("Sample__Key", key).WithHttpHealthCheck("/health").WaitForCompletion(once);

    // It starts a process of its own, in a session of its own, as Erlang and browsers do: that must not be left either.
    var stray = builder.AddExecutable("stray", "sh", ".", "-c", "setsid sleep 1000 & sleep 1000");
    builder.AddProject<Projects.Csss_SampleApp>("front").WithReference(web).WithHttpHealthCheck("/health").WaitFor(web).WaitFor(stray);
    builder.AddExecutable("never", "no-such-program", ".").WithExplicitStart();
}

if (parts.Contains("broker"))
    builder.AddRabbitMQ("broker");

if (parts.Contains("postgres"))
    builder.AddPostgres("db").AddDatabase("reports");

if (parts.Contains("container"))
    builder.AddContainer("cache", "redis", "8");

builder.Build().Run();
