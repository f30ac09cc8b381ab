using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MimeKit;

namespace Csss.Notifications.Tests;

/// <summary>What the server says in one conversation. <c>{0}</c> stands for the recipient's address, as real servers quote it.</summary>
internal sealed record SmtpScript
{
    public static readonly SmtpScript Accept = new();

    public string Sender { get; init; } = "250 OK";

    public string Recipient { get; init; } = "250 OK";

    public string Message { get; init; } = "250 Accepted";

    /// <summary>The mail is kept but the answer never arrives: what the client sees when either side dies in that moment.</summary>
    public bool HangsUpAfterMessage { get; init; }

    /// <summary>Says nothing at all.</summary>
    public bool IsSilent { get; init; }
}

/// <summary>A mail server that speaks real SMTP on a real socket and does what the test wants of it.</summary>
internal sealed class ScriptedSmtp : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;
    private int _conversations;

    public ScriptedSmtp(int port = 0)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>By the number of the conversation, from 1.</summary>
    public Func<int, SmtpScript> Plan { get; set; } = _ => SmtpScript.Accept;

    public int Conversations => Volatile.Read(ref _conversations);

    /// <summary>With one, the server offers STARTTLS.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>TLS before the first word, as on port 465.</summary>
    public bool TlsFromTheStart { get; init; }

    public ConcurrentQueue<MimeMessage> Mails { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
            _ = TalkAsync(client, Plan(Interlocked.Increment(ref _conversations)));
        }
    }

    private async Task TalkAsync(TcpClient client, SmtpScript script)
    {
        using var _ = client;
        Stream stream = client.GetStream();
        if (TlsFromTheStart) stream = await SecureAsync(stream);
        if (script.IsSilent)
        {
            await Task.Delay(Timeout.Infinite, _stopping.Token);
            return;
        }

        var (reader, writer) = Over(stream);
        await writer.WriteLineAsync("220 test ESMTP");
        while (await reader.ReadLineAsync(_stopping.Token) is { } line)
        {
            var verb = line.Split(' ')[0].ToUpperInvariant();
            if (verb == "DATA")
            {
                await writer.WriteLineAsync("354 Go on");
                var mail = await ReadMailAsync(reader);
                if (script.Message.StartsWith('2')) Mails.Enqueue(mail);
                if (script.HangsUpAfterMessage) return;
                await writer.WriteLineAsync(script.Message);
            }
            else if (verb == "STARTTLS")
            {
                await writer.WriteLineAsync("220 Go on");
                stream = await SecureAsync(stream);
                (reader, writer) = Over(stream);
            }
            else
            {
                await writer.WriteLineAsync(verb switch
                {
                    "EHLO" when Certificate is not null && stream is NetworkStream => "250-test\r\n250 STARTTLS",
                    "EHLO" => "250 test",
                    "MAIL" => script.Sender,
                    "RCPT" => script.Recipient.Replace("{0}", line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)], StringComparison.Ordinal),
                    "QUIT" => "221 Bye",
                    _ => "250 OK",
                });
            }

            if (verb == "QUIT") return;
        }
    }

    private async Task<Stream> SecureAsync(Stream stream)
    {
        var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, _stopping.Token);
        return tls;
    }

    private static (StreamReader Reader, StreamWriter Writer) Over(Stream stream) =>
        (new StreamReader(stream, Encoding.Latin1), new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true });

    private static async Task<MimeMessage> ReadMailAsync(StreamReader reader)
    {
        var raw = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".")
            raw.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
        return await MimeMessage.LoadAsync(new MemoryStream(Encoding.Latin1.GetBytes(raw.ToString())));
    }
}
