namespace Csss.ServiceDefaults;

/// <summary>The resource name of the service this process is.</summary>
public sealed record ServiceName(string Value);
