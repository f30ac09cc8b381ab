using System.Collections.Concurrent;
using System.Net;
using Csss.Contracts.Commands;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Csss.Identity.Tests;

/// <summary>Keeps all that is logged, details included.</summary>
public sealed class LoggedFactory : IdentityFactory, ILoggerProvider
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Setting("Logging:LogLevel:Default", "Debug");
        Setting("Logging:LogLevel:Microsoft", "Information");
        Setting("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Information");
        Setting("Logging:LogLevel:OpenIddict", "Debug");
    }

    public ILogger CreateLogger(string categoryName) => new Recorder(Lines);

    protected override void ConfigureTestServices(IServiceCollection services)
    {
        base.ConfigureTestServices(services);
        services.AddSingleton<ILoggerProvider>(this);
    }

    private sealed class Recorder(ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(formatter(state, exception) + exception);
    }
}

public sealed class LogTests(LoggedFactory factory) : IClassFixture<LoggedFactory>
{
    [Fact]
    public async Task No_name_address_code_password_or_token_is_logged()
    {
        var visitor = new Visitor(factory);
        var email = "zz-marker-address@csss.test";
        var registered = await visitor.RegisterAsync(email, name: "Zz-Marker-Name");
        var code = await visitor.CodeMailedToAsync(registered.UserId);
        await visitor.TryVerifyAsync(email, "zz-marker-code");
        await visitor.VerifyAsync(email, code);
        await visitor.TryLoginAsync(email, "zz-marker-password");
        await visitor.TryRegisterAsync(email, name: "Zz-Marker-Name");
        var login = await visitor.LoginAsync(email);
        (await visitor.SendAsync(HttpMethod.Get, "/auth/me", login.AccessToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var renewed = await visitor.RefreshAsync(login.RefreshToken);
        await visitor.SendAsync(HttpMethod.Get, "/doctor/patients?query=zz-marker", renewed.AccessToken);
        await new ServiceClient(factory).GetTokenAsync();
        var (app, recovery) = await visitor.EnrollAsync(renewed.AccessToken);
        var challenge = (await visitor.BeginLoginAsync(email)).ChallengeToken;
        await visitor.TryAnswerAsync(email, challenge, "zz-marker-answer");
        await visitor.AnswerAsync(email, challenge, recovery[0]);
        await visitor.PostAsync("/auth/password/forgot", new { email });
        var token = await visitor.SecretMailedToAsync(registered.UserId, AccountMailTemplates.PasswordReset);
        (await visitor.PostAsync("/auth/password/reset", new { token, password = "zz-marker-new-phrase" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        factory.Lines.Where(line => line.Contains("session.open on users/", StringComparison.Ordinal)).ShouldNotBeEmpty("what happens to accounts is logged, by id");
        foreach (var secret in new[] { "zz-marker", IdentityFactory.ReportsSecret, Visitor.Password, login.AccessToken, login.RefreshToken, renewed.RefreshToken, app, recovery[0], challenge, token })
            factory.Lines.Where(line => line.Contains(secret, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
        factory.Lines.Where(line => System.Text.RegularExpressions.Regex.IsMatch(line, $@"(?<![0-9a-f-]){code}(?![0-9a-f-])", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1))).ShouldBeEmpty();
    }
}
