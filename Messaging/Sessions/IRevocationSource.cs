namespace Csss.Messaging.Sessions;

/// <summary>Where a replica that starts reads the sessions revoked before it listened.</summary>
public interface IRevocationSource
{
    /// <summary>Session ids whose tokens may still be alive.</summary>
    Task<IReadOnlyList<Guid>> ListAsync(CancellationToken cancellationToken);
}
