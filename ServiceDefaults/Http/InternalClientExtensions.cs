using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Csss.ServiceDefaults.Http;

/// <summary>Typed clients for the internal routes of another service.</summary>
public static class InternalClientExtensions
{
    /// <summary>
    /// Adds <typeparamref name="TClient"/> over an <see cref="HttpClient"/> that finds <paramref name="resource"/> by
    /// service discovery, retries with the standard resilience pipeline, and carries this service's own token.
    /// </summary>
    public static IHttpClientBuilder AddInternalClient<TClient>(this IServiceCollection services, string resource)
        where TClient : class
    {
        services.AddServiceTokens();
        return services.AddHttpClient<TClient>(http => http.BaseAddress = new Uri($"http://{resource}"))
            .AddHttpMessageHandler<ServiceTokenHandler>();
    }

    private static void AddServiceTokens(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(ServiceTokens))) return;

        services.AddValidatedOptions<ServiceClientOptions>("ServiceClient");
        services.AddHttpClient(ServiceTokens.HttpClientName);
        services.TryAddSingleton<ServiceTokens>();
        services.TryAddTransient<ServiceTokenHandler>();
    }
}
