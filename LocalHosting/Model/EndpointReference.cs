using System.Globalization;
using Csss.LocalHosting.Environment;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where a resource listens: known once ports are allocated, so a value to pass on, not to read.</summary>
public sealed class EndpointReference
{
    internal EndpointReference(IResource resource, string endpointName)
    {
        Resource = resource;
        EndpointName = endpointName;
    }

    /// <summary>Which of the resource's endpoints.</summary>
    public string EndpointName { get; }

    internal IResource Resource { get; }

    /// <summary>One part of the address, for programs that want host and port apart.</summary>
    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    internal string Url(Allocation allocation) => Property(EndpointProperty.Url).Resolve(allocation);
}

/// <summary>The parts of an endpoint's address.</summary>
public enum EndpointProperty
{
    /// <summary><c>http://localhost:1234</c></summary>
    Url,

    /// <summary><c>localhost</c></summary>
    Host,

    /// <summary><c>127.0.0.1</c></summary>
    IPV4Host,

    /// <summary><c>1234</c></summary>
    Port,

    /// <summary><c>http</c></summary>
    Scheme,

    /// <summary>As <see cref="Port"/>: no proxy stands between.</summary>
    TargetPort,

    /// <summary><c>localhost:1234</c></summary>
    HostAndPort,
}

/// <summary>A part of an endpoint's address, to be passed to <c>WithEnvironment</c>.</summary>
public sealed class EndpointReferenceExpression
{
    private readonly EndpointReference _endpoint;
    private readonly EndpointProperty _property;

    internal EndpointReferenceExpression(EndpointReference endpoint, EndpointProperty property)
    {
        _endpoint = endpoint;
        _property = property;
    }

    internal IResource Resource => _endpoint.Resource;

    internal string Resolve(Allocation allocation)
    {
        var annotation = Allocation.Endpoint(_endpoint.Resource, _endpoint.EndpointName);
        var port = allocation.Port(_endpoint.Resource, annotation, replica: 0).ToString(CultureInfo.InvariantCulture);
        return _property switch
        {
            EndpointProperty.Host => "localhost",
            EndpointProperty.IPV4Host => "127.0.0.1",
            EndpointProperty.Port or EndpointProperty.TargetPort => port,
            EndpointProperty.Scheme => annotation.UriScheme,
            EndpointProperty.HostAndPort => $"localhost:{port}",
            _ => $"{annotation.UriScheme}://localhost:{port}",
        };
    }
}
