namespace Csss.Reports.Scans;

/// <summary>Another service did not answer: nothing was done, and the same request may succeed later.</summary>
/// <param name="service">Its resource name.</param>
internal sealed class UnavailableException(string service, Exception? inner) : Exception($"{service} did not answer.", inner)
{
    public string Service { get; } = service;
}
