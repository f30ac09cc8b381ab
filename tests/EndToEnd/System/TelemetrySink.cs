using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Csss.Testing;

namespace Csss.EndToEnd.Tests.System;

/// <summary>Where every process of the running system sends its traces, metrics and logs (OTLP over HTTP): what a hospital's monitoring would see.</summary>
public sealed class TelemetrySink : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<(string Signal, byte[] Body)> _received = [];

    public TelemetrySink()
    {
        Address = $"http://127.0.0.1:{FreePorts.One()}";
        _listener.Prefixes.Add($"{Address}/");
        _listener.Start();
        _ = ReceiveAsync();
    }

    public string Address { get; }

    /// <summary>Which of the signals came (traces, metrics, logs).</summary>
    public IReadOnlySet<string> Signals => _received.Select(one => one.Signal).ToHashSet();

    /// <summary>Texts stand in protobuf as they are: which signals hold this one?</summary>
    public IReadOnlySet<string> SignalsWith(string text)
    {
        var wanted = Encoding.UTF8.GetBytes(text);
        return _received.Where(one => one.Body.AsSpan().IndexOf(wanted) >= 0).Select(one => one.Signal).ToHashSet();
    }

    public void Dispose() => _listener.Close();

    private async Task ReceiveAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                _received.Enqueue((context.Request.Url!.AbsolutePath.Split('/')[^1], body.ToArray()));
                context.Response.StatusCode = 200;
                context.Response.Close();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or IOException)
            {
                // A service that was killed mid-sentence, or the end of the tests.
            }
        }
    }
}
