namespace Csss.Messaging.Auditing;

/// <summary>Whose data an object is: asked for entries whose handler did not say, above all for those it refused.</summary>
public interface IAuditSubjects
{
    /// <summary>The patient, or null when there is no such object or it is nobody's.</summary>
    /// <param name="kind">As the route declares it, for instance <c>scans</c>.</param>
    /// <param name="id">The object's id.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<Guid?> PatientOfAsync(string kind, Guid id, CancellationToken cancellationToken);
}

/// <summary>For a service that owns no patient's objects.</summary>
internal sealed class NoAuditSubjects : IAuditSubjects
{
    public Task<Guid?> PatientOfAsync(string kind, Guid id, CancellationToken cancellationToken) => Task.FromResult<Guid?>(null);
}
