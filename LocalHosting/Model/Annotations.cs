using Csss.LocalHosting.Environment;

namespace Aspire.Hosting.ApplicationModel;

/// <param name="Source">The resource whose address the value is, if it is one.</param>
internal sealed record EnvironmentAnnotation(string Name, Func<Allocation, string> Value, IResource? Source = null) : IResourceAnnotation;

internal sealed record ArgsAnnotation(IReadOnlyList<string> Args) : IResourceAnnotation;

internal sealed record ConnectionReferenceAnnotation(IResourceWithConnectionString Source, string ConnectionName) : IResourceAnnotation;

internal sealed record ServiceReferenceAnnotation(IResource Source) : IResourceAnnotation;

internal sealed record WaitAnnotation(IResource Source, WaitKind Kind) : IResourceAnnotation;

internal enum WaitKind
{
    Healthy,
    Completed,
}

internal sealed record ReplicasAnnotation(int Count) : IResourceAnnotation;

internal sealed record HttpHealthCheckAnnotation(string Path, int StatusCode, string EndpointName) : IResourceAnnotation;

/// <summary>Part of the model, but not started.</summary>
internal sealed record ExplicitStartAnnotation : IResourceAnnotation;

/// <summary>A process that another resource needs and a user need not see: its output goes to its log file alone.</summary>
internal sealed record BackgroundAnnotation(IResource Owner) : IResourceAnnotation;
