using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting;

/// <summary>What the application model is being used for.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "Aspire's members are instance members")]
public sealed class DistributedApplicationExecutionContext
{
    internal DistributedApplicationExecutionContext()
    {
    }

    /// <summary>The application is run here. LocalHosting does nothing else.</summary>
    public bool IsRunMode => true;

    /// <summary>The application is turned into deployment files, which takes Aspire itself.</summary>
    public bool IsPublishMode => false;
}
