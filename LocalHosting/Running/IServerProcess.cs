using Aspire.Hosting.ApplicationModel;
using Csss.LocalHosting.Environment;

namespace Csss.LocalHosting.Running;

/// <summary>A resource that Aspire runs as a container and LocalHosting as a process of an installed program.</summary>
internal interface IServerProcess : IResource
{
    /// <summary>The programs it needs, as paths or names to look up.</summary>
    IEnumerable<string> Programs { get; }

    /// <summary>Writes what the program reads at its start, and says how to start it.</summary>
    Task<Launch> PrepareAsync(Allocation allocation, StateDirectory state, CancellationToken cancellation);

    /// <summary>Whether it serves its clients.</summary>
    Probe Probe(Allocation allocation);
}
