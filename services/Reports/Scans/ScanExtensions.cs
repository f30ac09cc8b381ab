using Csss.Contracts;
using Csss.Reports.People;
using Csss.ServiceDefaults.Http;
using Microsoft.Extensions.Http.Resilience;

namespace Csss.Reports.Scans;

internal static class ScanExtensions
{
    /// <summary>Where scans and people are read from.</summary>
    public static WebApplicationBuilder AddScans(this WebApplicationBuilder builder)
    {
        builder.Services.AddInternalClient<InferenceClient>(ResourceNames.Inference);
        builder.Services.AddInternalClient<IdentityClient>(ResourceNames.Identity);

        // A doctor waits for these answers: better to say soon that a service is away than to try for half a minute.
        builder.Services.ConfigureAll<HttpStandardResilienceOptions>(options => options.Retry.Delay = TimeSpan.FromMilliseconds(200));
        return builder;
    }
}
