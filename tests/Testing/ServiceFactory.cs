using System.Net.Http.Headers;
using System.Security.Cryptography;
using MassTransit;
using MassTransit.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Csss.Testing;

/// <summary>
/// A whole service in the test's process: its own temporary storage, real tokens from <see cref="TestIdentity"/>, and MassTransit's
/// in-memory transport with its harness. Derive one for each service; <typeparamref name="TMarker"/> is any type of it.
/// </summary>
public class ServiceFactory<TMarker> : WebApplicationFactory<TMarker>, IAsyncLifetime
    where TMarker : class
{
    private readonly Dictionary<string, string?> _settings = new(StringComparer.OrdinalIgnoreCase);
    private readonly bool _sharesIdentity;
    private TestIdentity? _identity;

    /// <summary>The issuer this service believes; its own unless one is given to share.</summary>
    public TestIdentity Identity
    {
        get => _identity ?? throw new InvalidOperationException("The factory is not started.");
        init => (_identity, _sharesIdentity) = (value, true);
    }

    /// <summary>The service's own folder; removed afterwards.</summary>
    public string StorageDirectory { get; } = Path.Combine(Path.GetTempPath(), "csss-test-" + Guid.NewGuid().ToString("N"));

    /// <summary>What was published and consumed.</summary>
    public ITestHarness Harness => Services.GetRequiredService<ITestHarness>();

    /// <summary>Address of a real broker; null for the in-memory transport and its harness.</summary>
    public string? Broker { get; init; }

    /// <summary><c>Production</c>, unless a derived factory says otherwise.</summary>
    protected virtual string EnvironmentName => "Production";

    /// <inheritdoc />
    public virtual async ValueTask InitializeAsync()
    {
        _identity ??= await TestIdentity.StartAsync();
        Setting("Auth:Issuer", TestKeys.Issuer);
        Setting("services:identity:http:0", Identity.Address.ToString());
        Setting("Storage:Directory", StorageDirectory);
        Setting("Storage:MasterKey", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        Setting("ServiceClient:Id", "csss-test");
        Setting("ServiceClient:Secret", "secret");
        Setting("ConnectionStrings:broker", Broker ?? "amqp://guest:guest@127.0.0.1:1");
    }

    /// <summary>Sets a configuration value; call it before the first client is made.</summary>
    public void Setting(string key, string? value) => _settings[key] = value;

    /// <summary>A client with this token on each request; none when null.</summary>
    public HttpClient ClientWith(string? token)
    {
        var client = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>A client signed in as a user with that role.</summary>
    public HttpClient ClientAs(string role, Guid? userId = null, Guid? sessionId = null) => ClientWith(Identity.Keys.ForUser(role, userId, sessionId));

    /// <summary>A client of one of our own services.</summary>
    public HttpClient ClientAsService(params string[] scopes) => ClientWith(Identity.Keys.ForService(scopes));

    /// <summary>Replaces services; runs last.</summary>
    protected virtual void ConfigureTestServices(IServiceCollection services)
    {
    }

    /// <inheritdoc />
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(EnvironmentName);
        _settings.TryAdd("ConnectionStrings:database", TestDatabase.Of(_settings["Storage:Directory"]!));
        foreach (var (key, value) in _settings) builder.UseSetting(key, value);
        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureTestServices(services =>
        {
            if (Broker is null) services.AddMassTransitTestHarness(harness => harness.SetTestTimeouts(testInactivityTimeout: TimeSpan.FromSeconds(10)));
            ConfigureTestServices(services);
        });
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_identity is not null && !_sharesIdentity) await _identity.DisposeAsync();
        if (Directory.Exists(StorageDirectory)) Directory.Delete(StorageDirectory, recursive: true);
        GC.SuppressFinalize(this);
    }
}
