using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Csss.Contracts;
using Csss.Inference.Scans;
using Csss.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Csss.Inference.Tests.Fuzzing;

/// <summary>The whole service on a real socket, with an eye on its error log.</summary>
internal sealed class FuzzedService : InferenceApplication
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly ErrorLog _errors = new();
    private readonly Guid _doctor = Guid.NewGuid();

    private FuzzedService() => UseKestrel(0);

    public Guid Patient { get; private set; }

    private string Token => Identity.Keys.ForUser(Roles.Doctor, _doctor);

    public static async Task<FuzzedService> StartAsync()
    {
        var service = new FuzzedService();
        await service.InitializeAsync();
        service.Patient = service.AddPatient();
        service.StartServer();
        return service;
    }

    /// <summary>Uploads an image and follows it to its end. Gives what became of it.</summary>
    public async Task<string> UploadAsync(ImageMutant mutant)
    {
        try
        {
            using var client = Client();
            using var answer = await client.UploadAsync(InferenceClient.Form(Patient, mutant.File), wait: 30);
            if (!answer.IsSuccessStatusCode) return Answers.ShouldBeKnown((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());

            var scan = await answer.JsonAsync();
            var path = "/doctor/scans/" + scan.Text("scan_id");
            if (answer.StatusCode == HttpStatusCode.Accepted)
                scan = await Eventually.ShouldAsync("the scan is final", () => client.GetJsonAsync(path), now => ScanStatus.IsFinal(now.Text("status")), Patience);
            using var picture = await client.GetAsync(path + "/image");
            var state = Answers.ShouldBeSettled(scan);
            if (state == "completed") picture.StatusCode.ShouldBe(HttpStatusCode.OK);
            else picture.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Conflict);
            return state;
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"{mutant.What}: {fault.Message}\n{_errors.Next()}", fault);
        }
    }

    /// <summary>Sends bytes as they are and reads the answer. Gives its status and code.</summary>
    public async Task<string> SendAsync(FormMutant mutant)
    {
        try
        {
            var answer = await ExchangeAsync(mutant);
            if (_errors.Next() is { } error) throw new InvalidOperationException("An error was logged: " + error);
            if (answer.Length == 0 && !mutant.Framed) return "no answer";

            var (status, body) = HttpAnswer.Parse(answer);
            return status == 202 ? "202" : Answers.ShouldBeKnown(status, body);
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"{mutant.What}: {fault.Message}\n{mutant.Headers}", fault);
        }
    }

    /// <summary>Every scan is settled, each stored file has its scan, nothing was logged as an error, and a good scan is classified.</summary>
    public async Task ShouldBeAsGoodAsNewAsync()
    {
        await Eventually.ShouldAsync("all scans are final", async () => await CountAsync(ScanStatus.Queued, ScanStatus.Processing) == 0, Patience);
        (await CountAsync(ScanStatus.Failed)).ShouldBe(0);
        await Eventually.ShouldAsync("refused uploads left no file", async () => StoredFiles() - await CountScansAsync(), left => left == 0, Patience);
        _errors.Next().ShouldBeNull();

        using var client = Client();
        (await client.ClassifyAsync(Patient, Repository.Radiograph())).Text("status").ShouldBe("completed");
        (await client.GetAsync("/health")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    protected override void ConfigureTestServices(IServiceCollection services) => services.AddLogging(logging => logging.AddProvider(_errors));

    private HttpClient Client()
    {
        var client = new HttpClient { BaseAddress = ClientOptions.BaseAddress, Timeout = Patience };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return client;
    }

    private async Task<int> CountAsync(params string[] states)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<InferenceDb>().Scans.CountAsync(scan => states.Contains(scan.Status));
    }

    private async Task<byte[]> ExchangeAsync(FormMutant mutant)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var socket = new TcpClient();
        await socket.ConnectAsync(ClientOptions.BaseAddress.Host, ClientOptions.BaseAddress.Port, limit.Token);
        await using var stream = socket.GetStream();
        var head = $"POST /doctor/upload HTTP/1.1\r\nHost: {ClientOptions.BaseAddress.Authority}\r\nConnection: close\r\nAuthorization: Bearer {Token}\r\n{mutant.Headers}\r\n";
        using var answer = new MemoryStream();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(head), limit.Token);
            await stream.WriteAsync(mutant.Body, limit.Token);
            // To end one's side is to hang up: the server then owes no answer. Without it a form cut short is waited for.
            if (!mutant.Framed) socket.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception gone) when (gone is IOException or SocketException)
        {
            // Refused before all was sent; what was answered is still to be read.
        }

        try
        {
            await stream.CopyToAsync(answer, limit.Token);
        }
        catch (IOException)
        {
            // Closed over bytes that nobody wanted.
        }

        return answer.ToArray();
    }
}

/// <summary>As much of HTTP/1.1 as an answer needs.</summary>
internal static class HttpAnswer
{
    public static (int Status, string Body) Parse(byte[] answer)
    {
        var text = Encoding.UTF8.GetString(answer);
        while (text.StartsWith("HTTP/1.1 100 ", StringComparison.Ordinal)) text = text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        text.ShouldStartWith("HTTP/1.1 ");
        var head = text[..text.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
        var (status, body) = (int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture), text[(head.Length + 4)..]);
        return (status, head.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase) ? Join(body) : body);
    }

    /// <summary>Our answers are ASCII, so characters are bytes.</summary>
    private static string Join(string chunks)
    {
        var body = new StringBuilder();
        for (var at = 0; at < chunks.Length;)
        {
            var line = chunks.IndexOf("\r\n", at, StringComparison.Ordinal);
            var length = int.Parse(chunks.AsSpan(at, line - at), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (length == 0) return body.ToString();
            body.Append(chunks, line + 2, length);
            at = line + 2 + length + 2;
        }

        throw new InvalidDataException("The answer was cut short.");
    }
}
