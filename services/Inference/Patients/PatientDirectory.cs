using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using Csss.Contracts;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Csss.Inference.Patients;

/// <summary>Asks Identity whether an id is an active patient's. Only yes is remembered, and only for <see cref="KnownPatients.Remembered"/>.</summary>
internal sealed class PatientDirectory(HttpClient http, KnownPatients known)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <exception cref="IdentityUnavailableException">Identity does not answer.</exception>
    public async Task<bool> IsActivePatientAsync(Guid id, CancellationToken cancellationToken)
    {
        if (known.Contains(id)) return true;

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            using var response = await http.GetAsync(new Uri($"/internal/users/{id}", UriKind.Relative), limit.Token);
            if (response.StatusCode == HttpStatusCode.NotFound) return false;

            var user = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<User>(limit.Token);
            if (user is not { Role: Roles.Patient, Status: "active" }) return false;

            known.Add(id);
            return true;
        }
        catch (Exception away) when (IsAway(away) && !cancellationToken.IsCancellationRequested)
        {
            throw new IdentityUnavailableException(away);
        }
    }

    private static bool IsAway(Exception exception) =>
        exception is HttpRequestException or OperationCanceledException or TimeoutRejectedException or BrokenCircuitException;

    private sealed record User(string Role, string Status);
}

internal sealed class IdentityUnavailableException(Exception cause) : Exception("Identity does not answer.", cause);

/// <summary>Patients that were active a moment ago.</summary>
internal sealed class KnownPatients(TimeProvider time)
{
    public static readonly TimeSpan Remembered = TimeSpan.FromSeconds(20);
    private const int Most = 10_000;
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _until = new();

    public bool Contains(Guid id) => _until.TryGetValue(id, out var until) && until > time.GetUtcNow();

    public void Add(Guid id)
    {
        var now = time.GetUtcNow();
        if (_until.Count >= Most)
            foreach (var (old, until) in _until)
                if (until <= now) _until.TryRemove(old, out _);
        if (_until.Count < Most) _until[id] = now + Remembered;
    }
}
