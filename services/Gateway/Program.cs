using Csss.Contracts;
using Csss.Gateway.Docs;
using Csss.Gateway.Health;
using Csss.Gateway.Limits;
using Csss.Gateway.Routing;
using Csss.Gateway.Security;
using Csss.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(ResourceNames.Gateway);
builder.AddClientAddress().AddTransport().AddRateLimits().AddProxy().AddServicesHealth();

var app = builder.Build();
app.UseSecurityHeaders();
app.UseClientAddress();
app.UseTransport();
app.UseServiceDefaults();
app.UseRateLimits();
app.MapProxy();
app.MapDocs();
return await app.RunServiceAsync(args);
