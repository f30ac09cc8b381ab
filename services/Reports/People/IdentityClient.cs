using System.Net.Http.Json;
using Csss.Contracts;
using Csss.Reports.Documents;
using Csss.Reports.Scans;
using Csss.ServiceDefaults;

namespace Csss.Reports.People;

/// <summary>Identity's internal routes. Names are asked for when they are shown or drawn, and are not kept.</summary>
internal sealed class IdentityClient(HttpClient http)
{
    private const int AtOnce = 8;

    /// <summary>The person, without a name when Identity no longer knows one.</summary>
    /// <exception cref="UnavailableException">Identity did not answer.</exception>
    public async Task<Person> PersonAsync(Guid userId, CancellationToken cancellationToken)
    {
        var user = await FindAsync(userId, cancellationToken);
        return new Person(userId, string.IsNullOrWhiteSpace(user?.Name) ? null : user.Name);
    }

    /// <summary>Each person once, a few at a time.</summary>
    /// <exception cref="UnavailableException">Identity did not answer.</exception>
    public async Task<IReadOnlyDictionary<Guid, Person>> PeopleAsync(IEnumerable<Guid> userIds, CancellationToken cancellationToken)
    {
        var people = new Dictionary<Guid, Person>();
        foreach (var some in userIds.Distinct().Chunk(AtOnce))
            foreach (var person in await Task.WhenAll(some.Select(id => PersonAsync(id, cancellationToken))))
                people[person.Id] = person;
        return people;
    }

    /// <exception cref="UnavailableException">Identity did not answer.</exception>
    public async Task<bool> IsActivePatientAsync(Guid userId, CancellationToken cancellationToken) =>
        await FindAsync(userId, cancellationToken) is { Role: Roles.Patient, Status: "active" };

    /// <exception cref="UnavailableException">Identity did not answer.</exception>
    public async Task<bool> IsInCareAsync(Guid doctorId, Guid patientId, CancellationToken cancellationToken) =>
        await http.ReadAsync(ResourceNames.Identity, $"/internal/care?doctor={doctorId}&patient={patientId}",
            (content, stop) => content.ReadFromJsonAsync<Care>(ApiJson.Options, stop), cancellationToken) is { InCare: true };

    private Task<User?> FindAsync(Guid userId, CancellationToken cancellationToken) =>
        http.ReadAsync(ResourceNames.Identity, $"/internal/users/{userId}", (content, stop) => content.ReadFromJsonAsync<User>(ApiJson.Options, stop), cancellationToken);

    private sealed record User(string? Name, string? Role, string? Status);

    private sealed record Care(bool InCare);
}
