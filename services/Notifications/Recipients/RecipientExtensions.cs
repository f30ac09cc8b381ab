using Csss.Contracts;
using Csss.ServiceDefaults.Http;

namespace Csss.Notifications.Recipients;

internal static class RecipientExtensions
{
    public static WebApplicationBuilder AddRecipients(this WebApplicationBuilder builder)
    {
        builder.Services.AddInternalClient<IdentityClient>(ResourceNames.Identity);
        return builder;
    }
}
