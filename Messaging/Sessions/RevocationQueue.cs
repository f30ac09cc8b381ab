using MassTransit;

namespace Csss.Messaging.Sessions;

/// <summary>
/// Whether this replica's queue for SessionRevoked is bound. It dies with its connection, so what was revoked while it was away must
/// be read from Identity after it is bound anew.
/// </summary>
internal sealed class RevocationQueue : IReceiveEndpointObserver
{
    private volatile object? _binding;

    /// <summary>A new object each time it is bound; null while it is not.</summary>
    public object? Binding => _binding;

    public Task Ready(ReceiveEndpointReady ready) => Set(new object());

    public Task Stopping(ReceiveEndpointStopping stopping) => Set(null);

    public Task Completed(ReceiveEndpointCompleted completed) => Set(null);

    public Task Faulted(ReceiveEndpointFaulted faulted) => Set(null);

    private Task Set(object? binding)
    {
        _binding = binding;
        return Task.CompletedTask;
    }
}
