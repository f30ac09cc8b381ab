using System.Net;
using System.Net.Http.Json;
using Csss.Contracts;
using Csss.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Csss.Gateway.Tests;

/// <summary>The gateway on a real socket, in front of real <see cref="Backend"/>s.</summary>
public sealed class GatewayApplication : WebApplicationFactory<Program>
{
    private static readonly string[] Names = [ResourceNames.Identity, ResourceNames.Inference, ResourceNames.Reports, ResourceNames.Notifications];
    private readonly Dictionary<string, string?> _settings = new(StringComparer.OrdinalIgnoreCase) { ["Auth:Issuer"] = TestKeys.Issuer, ["Gateway:AllowPlainHttp"] = "true" };
    private readonly List<Backend> _backends = [];
    private string _environment = "Production";

    private GatewayApplication(bool tls)
    {
        // The factory's own port is without TLS, whatever the configuration says of endpoints.
        if (tls) UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps()));
        else UseKestrel(0);
    }

    public TestKeys Keys { get; } = new();

    public HttpClient Client { get; private set; } = null!;

    public Uri Address => Client.BaseAddress!;

    /// <summary>The first replica of a service.</summary>
    public Backend this[string service] => _backends.First(backend => backend.Name == service);

    /// <param name="settings">Configuration on top.</param>
    /// <param name="replicas">How many of Inference; one of each other service.</param>
    public static async Task<GatewayApplication> StartAsync(
        Dictionary<string, string?>? settings = null, int replicas = 1, string environment = "Production", Action<GatewayApplication>? arrange = null, bool tls = false)
    {
        var gateway = new GatewayApplication(tls) { _environment = environment };
        foreach (var name in Names)
            for (var index = 0; index < (name == ResourceNames.Inference ? replicas : 1); index++)
            {
                var backend = await Backend.StartAsync(name, gateway.Keys);
                gateway._backends.Add(backend);
                gateway._settings[$"services:{name}:http:{index}"] = backend.Address.ToString();
            }

        foreach (var (key, value) in settings ?? []) gateway._settings[key] = value;
        arrange?.Invoke(gateway);
        gateway.StartServer();
        var address = gateway.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        gateway.Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(address) };
        return gateway;
    }

    public IReadOnlyList<Backend> All(string service) => [.. _backends.Where(backend => backend.Name == service)];

    public async Task<Echo> EchoAsync(string path) => (await Client.GetFromJsonAsync<Echo>(path))!;

    public Task ReadyAsync() => Eventually.ShouldAsync("the gateway is ready", async () =>
    {
        using var health = await Client.GetAsync("/health");
        return health.IsSuccessStatusCode;
    });

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(_environment);
        foreach (var (key, value) in _settings) builder.UseSetting(key, value);
        builder.ConfigureLogging(logging => logging.ClearProviders());
    }

    public override async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        await base.DisposeAsync();
        foreach (var backend in _backends) await backend.DisposeAsync();
    }
}

/// <summary>One gateway for the tests that do not change it.</summary>
public sealed class SharedGateway : IAsyncLifetime
{
    public GatewayApplication Gateway { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Gateway = await GatewayApplication.StartAsync();

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();
}
