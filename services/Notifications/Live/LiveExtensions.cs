using Csss.Contracts;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults;
using Csss.ServiceDefaults.Authentication;
using MassTransit;
using Microsoft.AspNetCore.Http.Connections;

namespace Csss.Notifications.Live;

internal static class LiveExtensions
{
    public static WebApplicationBuilder AddLive(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<LiveOptions>("Live");
        builder.Services.AddSignalR().AddJsonProtocol(json => ApiJson.Apply(json.PayloadSerializerOptions));
        builder.Services.AddSingleton<LiveSignal>();
        builder.Services.AddSingleton<LiveConnections>();
        builder.Services.AddSingleton<LiveFeed>();
        builder.Services.AddHostedService(services => services.GetRequiredService<LiveFeed>());
        builder.Services.AddHostedService<LiveCleaning>();
        builder.Services.AddScoped<ScanChangeRecording>();
        builder.Services.AddScoped<ScanChangeLog>();
        return builder;
    }

    public static void AddLiveConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<ScanChangeConsumer, ScanChangeConsumerDefinition>();
        bus.AddConsumer<CareGrantedConsumer, CareGrantedConsumerDefinition>();
    }

    /// <summary>
    /// WebSockets alone: the other transports are several requests that must all reach the same replica. A connection ends with its token, whose
    /// owner comes back with a new one; one whose session is revoked ends at once.
    /// </summary>
    public static void MapLiveHub(this WebApplication app) =>
        app.MapHub<ScanHub>("/hubs/scans", connection =>
            {
                connection.Transports = HttpTransportType.WebSockets;
                connection.CloseOnAuthenticationExpiration = true;
            })
            .RequireRoles(Roles.Doctor)
            .NotAudited("ids and states alone; what they belong to is read, and recorded, elsewhere");
}
