using Csss.Contracts;
using Csss.Identity.Internal;
using Csss.Identity.Patients;
using Csss.Messaging;
using Csss.Messaging.Sessions;
using Csss.Storage;
using MassTransit;

namespace Csss.Identity;

internal static class IdentityExtensions
{
    public static WebApplicationBuilder AddIdentityDatabase(this WebApplicationBuilder builder)
    {
        builder.AddDatabase<IdentityDb>();
        return builder;
    }

    public static WebApplicationBuilder AddIdentityMessaging(this WebApplicationBuilder builder)
    {
        // Before AddMessaging, which would otherwise ask Identity over HTTP: itself.
        builder.Services.AddScoped<OwnRevocations>();
        builder.Services.AddScoped<IRevocationSource>(services => services.GetRequiredService<OwnRevocations>());
        return builder.AddMessaging<IdentityDb>(ResourceNames.Identity, bus => bus.AddConsumer<ScanUploadedConsumer, ScanUploadedConsumerDefinition>());
    }
}
