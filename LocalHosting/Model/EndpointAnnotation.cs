namespace Aspire.Hosting.ApplicationModel;

/// <summary>A port that a resource listens on. LocalHosting binds nothing but loopback.</summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    internal EndpointAnnotation(string name, string scheme)
    {
        Name = name;
        UriScheme = scheme;
    }

    /// <summary>Unique in the resource; <c>http</c> for the usual one.</summary>
    public string Name { get; }

    /// <summary><c>http</c>, <c>amqp</c>, <c>smtp</c> …</summary>
    public string UriScheme { get; set; }

    /// <summary>The port to listen on; null for a free one.</summary>
    public int? Port { get; set; }

    /// <summary>The port as the process itself is told; the same as <see cref="Port"/> here, as no proxy stands before it.</summary>
    public int? TargetPort { get; set; }

    /// <summary>Whether a deployment would open it to the outside.</summary>
    public bool IsExternal { get; set; }

    /// <summary>For the parts of one resource to talk to each other; nobody else's business.</summary>
    internal bool IsPrivate { get; init; }

    internal string? PortVariable { get; set; }

    internal int? FixedPort => Port ?? TargetPort;
}
