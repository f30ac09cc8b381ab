using System.Net;
using Polly;

namespace Csss.Reports.Scans;

internal static class ServiceCalls
{
    /// <summary>Reads from one of our own services; default when it answers 404.</summary>
    /// <exception cref="UnavailableException">It is away, too slow, or refuses to answer us.</exception>
    public static async Task<T?> ReadAsync<T>(
        this HttpClient http, string service, string path, Func<HttpContent, CancellationToken, Task<T?>> read, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotFound) return default;
            response.EnsureSuccessStatusCode();
            return await read(response.Content, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or ExecutionRejectedException
            || exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new UnavailableException(service, exception);
        }
    }
}
