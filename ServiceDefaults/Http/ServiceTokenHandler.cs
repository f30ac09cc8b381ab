using System.Net;
using System.Net.Http.Headers;

namespace Csss.ServiceDefaults.Http;

/// <summary>Puts the service's own token on each request; a refused one is fetched anew the next time.</summary>
internal sealed class ServiceTokenHandler(ServiceTokens tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await tokens.GetAsync(cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized) tokens.Forget(token);
        return response;
    }
}
