using System.Net.Http.Json;
using Csss.Contracts;
using Csss.Reports.Documents;
using Csss.Reports.Scans;
using Csss.ServiceDefaults;

namespace Csss.Reports.People;

/// <summary>Identity's internal routes. Names are asked for when a report is drawn and are not kept.</summary>
internal sealed class IdentityClient(HttpClient http)
{
    /// <summary>The person, without a name when Identity no longer knows one.</summary>
    /// <exception cref="UnavailableException">Identity did not answer.</exception>
    public async Task<Person> PersonAsync(Guid userId, CancellationToken cancellationToken)
    {
        var user = await http.ReadAsync(ResourceNames.Identity, $"/internal/users/{userId}",
            (content, stop) => content.ReadFromJsonAsync<User>(ApiJson.Options, stop), cancellationToken);
        return new Person(userId, string.IsNullOrWhiteSpace(user?.Name) ? null : user.Name);
    }

    private sealed record User(string? Name);
}
