using System.Collections.Immutable;
using Csss.LocalHosting.Environment;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A connection string from the configuration, <c>ConnectionStrings:{name}</c>.</summary>
public sealed class ConnectionStringResource : Resource, IResourceWithConnectionString
{
    internal ConnectionStringResource(string name) : base(name)
    {
    }

    ConnectionDetails IResourceWithConnectionString.Describe(Allocation allocation) =>
        new(allocation.ConnectionStrings[Name], ImmutableDictionary<string, string>.Empty);
}

/// <summary>A service that somebody else runs, at a known address.</summary>
public sealed class ExternalServiceResource : Resource
{
    internal ExternalServiceResource(string name, Uri url) : base(name) => Url = url;

    internal Uri Url { get; }
}
