using System.Net;
using System.Net.Http.Json;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Csss.Gateway.Security;
using Csss.ServiceDefaults.Transport;
using Microsoft.Extensions.Options;

namespace Csss.Gateway.Tests;

/// <summary>Over real TLS connections, with the certificates that a site or a developer would have.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("csss-tls-").FullName;

    private string Authority => Path.Combine(_folder, "gateway.crt");

    [Fact]
    public async Task In_development_the_gateway_makes_its_own_certificate_and_keeps_it()
    {
        await using (var gateway = await StartAsync("Development", ("Gateway:DevelopmentCertificate", _folder)))
        {
            using var client = Believing(Authority, gateway);
            using var answer = await client.GetAsync("/alive");
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Headers.GetValues("Strict-Transport-Security").Single().ShouldBe("max-age=31536000; includeSubDomains");
        }

        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(Path.Combine(_folder, "gateway.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var made = await File.ReadAllTextAsync(Authority);
        await using (await StartAsync("Development", ("Gateway:DevelopmentCertificate", _folder))) (await File.ReadAllTextAsync(Authority)).ShouldBe(made);
    }

    [Fact]
    public async Task A_sites_certificate_comes_from_the_configuration()
    {
        DevelopmentCertificate.Load(_folder, TimeProvider.System).Dispose();
        await using var gateway = await StartAsync("Production",
            ("Kestrel:Certificates:Default:Path", Authority), ("Kestrel:Certificates:Default:KeyPath", Path.Combine(_folder, "gateway.key")));
        using var client = Believing(Authority, gateway);

        (await client.GetFromJsonAsync<Echo>("/auth/me"))!.Headers["X-Forwarded-Proto"].ShouldBe("https");
    }

    [Fact]
    public async Task Old_protocols_are_not_spoken()
    {
        await using var gateway = await StartAsync("Development", ("Gateway:DevelopmentCertificate", _folder));
        foreach (var (protocol, spoken) in new[] { (SslProtocols.Tls12, true), (SslProtocols.Tls13, true), (Old, false) })
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, gateway.Address.Port);
            await using var tls = new SslStream(socket.GetStream());
            var shaken = tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                EnabledSslProtocols = protocol,
                RemoteCertificateValidationCallback = PinnedAuthority.Validation(Authority),
            });
            if (spoken) await shaken;
            else await Should.ThrowAsync<Exception>(() => shaken);
        }
    }

    [Fact]
    public async Task A_certificate_of_somebody_else_or_for_another_name_is_not_believed()
    {
        var other = Directory.CreateTempSubdirectory("csss-tls-").FullName;
        DevelopmentCertificate.Load(other, TimeProvider.System).Dispose();
        await using var gateway = await StartAsync("Development", ("Gateway:DevelopmentCertificate", _folder));

        await Should.ThrowAsync<HttpRequestException>(() => Believing(Path.Combine(other, "gateway.crt"), gateway).GetAsync("/alive"));
        await Should.ThrowAsync<HttpRequestException>(() => Believing(Authority, gateway, host: "127.0.0.2").GetAsync("/alive"));
        Directory.Delete(other, recursive: true);
    }

    [Fact]
    public async Task Outside_development_a_program_without_TLS_is_refused_whatever_it_says_of_itself()
    {
        await using var gateway = await PlainAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/auth/me") { Headers = { { "X-Forwarded-Proto", "https" }, { "Authorization", "Bearer x" } } };

        using var answer = await gateway.Client.SendAsync(request);

        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "https_required");
        using var login = await gateway.Client.PostAsJsonAsync("/auth/login", new { email = "a@csss.test", password = "p" });
        await login.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "https_required");
        gateway["identity"].Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_browser_is_sent_to_the_public_address()
    {
        await using var gateway = await PlainAsync();
        foreach (var (path, sentTo) in new[] { ("/docs?a=1", "https://csss.test/docs?a=1"), ("//evil.test/docs", "https://csss.test//evil.test/docs") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Address.GetLeftPart(UriPartial.Authority) + path)) { Headers = { { "Accept", "text/html" } } };

            using var answer = await gateway.Client.SendAsync(request);

            ((int)answer.StatusCode).ShouldBe(308);
            answer.Headers.Location!.OriginalString.ShouldBe(sentTo);
        }
    }

    [Fact]
    public async Task Probes_from_inside_need_no_TLS()
    {
        await using var gateway = await PlainAsync();

        await gateway.ReadyAsync();
        (await gateway.Client.GetAsync("/alive")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_came_over_TLS_to_a_trusted_proxy_is_answered()
    {
        await using var gateway = await PlainAsync(("Gateway:TrustedProxies:0", "127.0.0.0/8"));
        using var secure = new HttpRequestMessage(HttpMethod.Get, "/auth/me") { Headers = { { "X-Forwarded-For", "192.0.2.7" }, { "X-Forwarded-Proto", "https" } } };
        using var plain = new HttpRequestMessage(HttpMethod.Get, "/auth/me") { Headers = { { "X-Forwarded-For", "192.0.2.7" }, { "X-Forwarded-Proto", "http" } } };

        (await gateway.Client.SendAsync(secure)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await gateway.Client.SendAsync(plain)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_no_choice_in_production() =>
        (await Should.ThrowAsync<OptionsValidationException>(() =>
            GatewayApplication.StartAsync(Settings([("Gateway:AllowPlainHttp", null), ("Gateway:DevelopmentCertificate", _folder)]), environment: "Production")))
            .Message.ShouldContain("Kestrel:Certificates:Default");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

#pragma warning disable SYSLIB0039, CA5397 // What is to be refused has to be tried.
    private const SslProtocols Old = SslProtocols.Tls11;
#pragma warning restore SYSLIB0039, CA5397

    private static Task<GatewayApplication> PlainAsync(params (string, string)[] settings) =>
        GatewayApplication.StartAsync(Settings([("Gateway:AllowPlainHttp", null), ("Gateway:PublicUrl", "https://csss.test/"), .. settings]));

    private static Task<GatewayApplication> StartAsync(string environment, params (string, string)[] settings) =>
        GatewayApplication.StartAsync(Settings([("Gateway:AllowPlainHttp", null), .. settings]), environment: environment, tls: true);

    private static Dictionary<string, string?> Settings((string Key, string? Value)[] settings) => settings.ToDictionary(pair => pair.Key, pair => pair.Value);

    private static HttpClient Believing(string authority, GatewayApplication gateway, string host = "localhost") =>
        new(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = PinnedAuthority.Validation(authority) } })
        {
            BaseAddress = new UriBuilder(gateway.Address) { Host = host }.Uri,
        };
}
