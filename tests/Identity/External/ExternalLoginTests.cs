using System.Net;
using System.Text.Json;
using Csss.Identity.Accounts;
using Csss.Identity.External;
using Csss.Identity.Tests.Connect;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Identity.Tests.External;

/// <summary>The hospital's own provider: a second Identity, with its own keys, accounts and OpenIddict.</summary>
public sealed class Provider : IdentityFactory
{
    public const string Address = "https://login.hospital.test/";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Setting("Auth:Issuer", Address);
    }
}

/// <summary>Identity that lets people sign in there.</summary>
public sealed class ExternalFactory : IdentityFactory
{
    public Provider Provider { get; } = new();

    internal Client Client { get; private set; } = null!;

    /// <summary>Answers nothing while true.</summary>
    public bool IsProviderAway { get; set; }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Provider.InitializeAsync();
        Client = await Provider.AddApplicationAsync();
        Setting("ExternalLogin:Authority", Provider.Address);
        Setting("ExternalLogin:ClientId", Client.Id);
        Setting("ExternalLogin:ClientSecret", Client.Secret);
        Setting("ExternalLogin:RedirectUri", Browser.RedirectUri);
        Setting("ExternalLogin:Name", "Hospital");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Provider.DisposeAsync();
    }

    protected override void ConfigureTestServices(IServiceCollection services)
    {
        base.ConfigureTestServices(services);
        services.AddHttpClient(ExternalProvider.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => new Line(this, Provider.Server.CreateHandler()));
    }

    private sealed class Line(ExternalFactory factory, HttpMessageHandler handler) : DelegatingHandler(handler)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            factory.IsProviderAway ? throw new HttpRequestException("No route to host") : base.SendAsync(request, cancellationToken);
    }
}

public sealed class ExternalLoginTests(ExternalFactory factory) : IClassFixture<ExternalFactory>, IDisposable
{
    private readonly Visitor _visitor = new(factory);
    private readonly Visitor _atProvider = new(factory.Provider);
    private readonly Browser _browser = new(factory.Provider);

    [Fact]
    public async Task Who_signs_in_at_the_provider_is_signed_in_here_to_the_account_with_that_address()
    {
        var email = Visitor.NewEmail();
        var account = await _visitor.BecomePatientAsync(email);
        await _atProvider.BecomePatientAsync(email);

        var signedIn = await Visitor.ReadAsync<SignedIn>(await FinishAsync(await SignInAsync(email)), HttpStatusCode.OK);

        (signedIn.UserId, signedIn.Role, signedIn.OtpRequired).ShouldBe((account.UserId, "patient", false));
        (await _visitor.SendAsync(HttpMethod.Get, "/auth/me", signedIn.AccessToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _visitor.RefreshAsync(signedIn.RefreshToken)).UserId.ShouldBe(account.UserId);
    }

    [Fact]
    public async Task No_account_is_ever_made_or_woken()
    {
        var (unknown, unverified) = (Visitor.NewEmail(), Visitor.NewEmail());
        await _visitor.RegisterAsync(unverified);
        foreach (var email in new[] { unknown, unverified })
        {
            await _atProvider.BecomePatientAsync(email);
            await Visitor.ShouldFailAsync(await FinishAsync(await SignInAsync(email)), HttpStatusCode.Unauthorized, "external_login_refused");
        }

        await using var scope = factory.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<IdentityDb>().Users;
        (await users.AnyAsync(user => user.Email == unknown)).ShouldBeFalse();
        (await users.SingleAsync(user => user.Email == unverified)).Status.ShouldBe(UserStatus.PendingVerification);
    }

    [Fact]
    public async Task A_disabled_account_stays_shut()
    {
        var email = Visitor.NewEmail();
        var account = await _visitor.BecomePatientAsync(email);
        await _atProvider.BecomePatientAsync(email);
        await using (var scope = factory.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<IdentityDb>().Users.Where(user => user.Id == account.UserId).ExecuteUpdateAsync(set => set.SetProperty(user => user.Status, "disabled"));

        await Visitor.ShouldFailAsync(await FinishAsync(await SignInAsync(email)), HttpStatusCode.Unauthorized, "external_login_refused");
    }

    [Fact]
    public async Task A_code_a_state_and_a_login_token_belong_together_and_work_once()
    {
        var email = Visitor.NewEmail();
        await _visitor.BecomePatientAsync(email);
        await _atProvider.BecomePatientAsync(email);
        var (mine, others) = (await SignInAsync(email), await SignInAsync(email));

        foreach (var wrong in new[]
        {
            mine with { State = "guess" }, mine with { State = others.State }, mine with { LoginToken = others.LoginToken },
            mine with { Code = others.Code }, // another attempt's verifier and nonce
            mine with { LoginToken = mine.LoginToken[..^2] + "xx" }, mine with { Code = "guess" },
        })
            await Visitor.ShouldFailAsync(await FinishAsync(wrong), HttpStatusCode.Unauthorized, "external_login_refused");

        (await FinishAsync(mine)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Visitor.ShouldFailAsync(await FinishAsync(mine), HttpStatusCode.Unauthorized, "external_login_refused");
    }

    [Fact]
    public async Task An_attempt_grows_too_old()
    {
        var email = Visitor.NewEmail();
        await _visitor.BecomePatientAsync(email);
        await _atProvider.BecomePatientAsync(email);
        var answer = await SignInAsync(email);

        factory.Time.Advance(TimeSpan.FromMinutes(11));

        await Visitor.ShouldFailAsync(await FinishAsync(answer), HttpStatusCode.Unauthorized, "external_login_refused");
    }

    [Fact]
    public async Task Only_what_is_needed_is_asked_for_and_nothing_secret_is_in_the_address()
    {
        var (address, loginToken) = await StartAsync();
        var query = QueryHelpers.ParseQuery(address.Query);

        query["scope"].ToString().ShouldBe("openid email");
        query["code_challenge_method"].ToString().ShouldBe("S256");
        query["nonce"].ToString().Length.ShouldBe(43);
        query["state"].ToString().Length.ShouldBe(43);
        address.ToString().ShouldNotContain(factory.Client.Secret);
        loginToken.ShouldNotContain(query["state"].ToString());
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_is_said_to_be_away()
    {
        var email = Visitor.NewEmail();
        await _atProvider.BecomePatientAsync(email);
        var answer = await SignInAsync(email);
        factory.IsProviderAway = true;
        try
        {
            await Visitor.ShouldFailAsync(await FinishAsync(answer), HttpStatusCode.ServiceUnavailable, "provider_unavailable");
        }
        finally
        {
            factory.IsProviderAway = false;
        }
    }

    public void Dispose() => _browser.Dispose();

    private async Task<(Uri Address, string LoginToken)> StartAsync()
    {
        var answer = await Visitor.ReadAsync<JsonElement>(await _visitor.PostAsync("/auth/external/start", new { }), HttpStatusCode.OK);
        return (new Uri(answer.GetProperty("authorization_url").GetString()!), answer.GetProperty("login_token").GetString()!);
    }

    /// <summary>What the browser comes back with.</summary>
    private async Task<Return> SignInAsync(string email)
    {
        var (address, loginToken) = await StartAsync();
        address.GetLeftPart(UriPartial.Path).ShouldBe(Provider.Address + "connect/authorize");
        var request = QueryHelpers.ParseQuery(address.Query).ToDictionary(pair => pair.Key, pair => (string?)pair.Value.ToString());
        var landing = await _browser.WalkAsync(request, email);
        return new Return(loginToken, landing["state"], landing["code"]);
    }

    private Task<HttpResponseMessage> FinishAsync(Return answer) => _visitor.PostAsync("/auth/external/finish", answer);

    private sealed record Return(string LoginToken, string State, string Code);
}

/// <summary>Where no provider is configured.</summary>
public sealed class NoProviderTests(IdentityFactory factory) : IClassFixture<IdentityFactory>
{
    private readonly Visitor _visitor = new(factory);

    [Fact]
    public async Task There_is_no_other_way_in()
    {
        (await Visitor.ReadAsync<JsonElement>(await _visitor.SendAsync(HttpMethod.Get, "/auth/external", token: null), HttpStatusCode.OK)).GetProperty("enabled").GetBoolean().ShouldBeFalse();
        (await _visitor.PostAsync("/auth/external/start", new { })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _visitor.PostAsync("/auth/external/finish", new { login_token = "x", state = "x", code = "x" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
