using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Csss.Chatbot.Answers;
using Csss.ServiceDefaults;
using Polly;

namespace Csss.Chatbot.Records;

/// <summary>
/// Reads another service's public routes as the person who asks: with their own token, never with this service's. What that service would not show them, it
/// does not show here.
/// </summary>
internal abstract class AskersOwnClient(HttpClient http)
{
    /// <exception cref="UnavailableException">The service did not answer.</exception>
    protected async Task<T> ReadAsync<T>(string path, Asker asker, CancellationToken cancellationToken) where T : class
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", asker.Token);
            using var response = await http.SendAsync(request, cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK) throw new UnavailableException(null);
            return await response.Content.ReadFromJsonAsync<T>(ApiJson.Options, cancellationToken) ?? throw new UnavailableException(null);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or ExecutionRejectedException or System.Text.Json.JsonException
            || failure is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new UnavailableException(failure);
        }
    }
}

/// <summary>What was asked for could not be read just now.</summary>
internal sealed class UnavailableException(Exception? inner) : Exception("The service did not answer.", inner);
