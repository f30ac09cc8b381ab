using System.Net;
using System.Net.Http.Json;
using Csss.Contracts.Broker;

namespace Csss.BrokerUsers;

/// <summary>The two calls of RabbitMQ's management API that make a user.</summary>
internal sealed class ManagementApi(HttpClient http)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    /// <summary>The broker takes connections a moment before its management API does.</summary>
    /// <exception cref="HttpRequestException">It does not answer in time, or does not believe the administrator.</exception>
    public async Task UntilReadyAsync(TimeSpan within)
    {
        for (var began = TimeProvider.System.GetTimestamp(); ; await Task.Delay(Between))
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("api/whoami", UriKind.Relative));
                answer.EnsureSuccessStatusCode();
                return;
            }
            catch (Exception exception) when (exception is TaskCanceledException or HttpRequestException { StatusCode: not HttpStatusCode.Unauthorized } && TimeProvider.System.GetElapsedTime(began) < within)
            {
                // Not yet.
            }
        }
    }

    /// <summary>No tags: such a user cannot use the management API itself.</summary>
    /// <exception cref="HttpRequestException">The broker refused it.</exception>
    public async Task SetUserAsync(string name, string password, BrokerPermissions permissions)
    {
        await PutAsync($"api/users/{name}", new { password, tags = "" });
        await PutAsync($"api/permissions/%2F/{name}", new { configure = permissions.Configure, write = permissions.Write, read = permissions.Read });
    }

    private async Task PutAsync(string path, object body)
    {
        using var answer = await http.PutAsJsonAsync(new Uri(path, UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
    }
}
