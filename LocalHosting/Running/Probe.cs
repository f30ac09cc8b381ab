namespace Csss.LocalHosting.Running;

/// <summary>Whether an instance is healthy now. "Not yet" is an answer, not an error.</summary>
internal delegate Task<bool> Probe(CancellationToken cancellation);

internal static class Probes
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        // Only our own processes on loopback are asked, and told nothing: a certificate that nobody vouches for will do.
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null },
    }) { Timeout = TimeSpan.FromSeconds(5) };

    public static readonly Probe Running = _ => Task.FromResult(true);

    public static Probe Get(Uri url, int statusCode) => async cancellation =>
    {
        try
        {
            using var response = await Http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return (int)response.StatusCode == statusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false; // five seconds without an answer
        }
    };

    public static Probe All(IReadOnlyList<Probe> probes) => async cancellation =>
    {
        foreach (var probe in probes)
        {
            if (!await probe(cancellation))
                return false;
        }

        return true;
    };
}
