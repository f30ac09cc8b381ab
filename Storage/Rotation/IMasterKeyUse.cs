using Csss.Storage.Encryption;

namespace Csss.Storage.Rotation;

/// <summary>Something that a service keeps under its master key, and can move to a new one while the service runs. Register one for each column of sealed texts.</summary>
public interface IMasterKeyUse
{
    /// <summary>What it is, in the plural: <c>report passphrases</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Goes through all of them. It may be stopped at any moment and run again: what lies under the current key already is left as it is.
    /// </summary>
    /// <param name="resealer">For sealed texts.</param>
    /// <param name="progress">To be told of each one.</param>
    /// <param name="cancellationToken">Stops between two.</param>
    Task MoveAsync(IResealer resealer, RotationProgress progress, CancellationToken cancellationToken);
}
