using Csss.Contracts;
using Csss.Identity.BreakGlass;
using Csss.Identity.Internal;
using Csss.Identity.Patients;
using Csss.Identity.Tokens;
using Csss.Identity.TwoFactor;
using Csss.Messaging;
using Csss.Messaging.Sessions;
using Csss.Storage;
using Csss.Storage.Rotation;
using MassTransit;

namespace Csss.Identity;

internal static class IdentityExtensions
{
    public static WebApplicationBuilder AddIdentityDatabase(this WebApplicationBuilder builder)
    {
        builder.AddDatabase<IdentityDb, IdentityPostgresDb>();
        builder.Services.AddScoped<IMasterKeyUse, SealedKeys>();
        builder.Services.AddScoped<IMasterKeyUse, SealedAuthenticators>();
        builder.Services.AddScoped<IMasterKeyUse, SealedReasons>();
        return builder;
    }

    public static WebApplicationBuilder AddIdentityMessaging(this WebApplicationBuilder builder)
    {
        // Before AddMessaging, which would otherwise ask Identity over HTTP: itself.
        builder.Services.AddScoped<OwnRevocations>();
        builder.Services.AddScoped<IRevocationSource>(services => services.GetRequiredService<OwnRevocations>());
        return builder.AddMessaging<IdentityDb>(ResourceNames.Identity, bus =>
        {
            bus.AddConsumer<ScanUploadedConsumer, ScanUploadedConsumerDefinition>();
            bus.AddOversight();
        });
    }
}
