using System.Net;
using System.Net.Http.Json;
using Csss.Identity.Tests.Connect;

namespace Csss.Identity.Tests;

public sealed class SprayedFactory : IdentityFactory
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Setting("Limits:FailuresPerTenMinutes", "8");
    }
}

public sealed class FailureLimitTests(SprayedFactory factory) : IClassFixture<SprayedFactory>
{
    [Fact]
    public async Task One_password_tried_on_many_accounts_is_stopped_by_address_and_elsewhere_nobody_notices()
    {
        var visitor = new Visitor(factory);
        var email = Visitor.NewEmail();
        await visitor.BecomePatientAsync(email);
        for (var i = 0; i < 20; i++) await visitor.LoginAsync(email);
        for (var i = 0; i < 7; i++) (await visitor.TryLoginAsync(Visitor.NewEmail(), "a common password")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await Visitor.ShouldFailAsync(await visitor.TryVerifyAsync(Visitor.NewEmail(), "123456"), HttpStatusCode.Unauthorized, "invalid_otp");

        var limited = await visitor.TryLoginAsync(Visitor.NewEmail(), "a common password");

        limited.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 600);
        await Visitor.ShouldFailAsync(limited, HttpStatusCode.TooManyRequests, "too_many_requests");
        await Visitor.ShouldFailAsync(await visitor.TryLoginAsync(email), HttpStatusCode.TooManyRequests, "too_many_requests");
        await Visitor.ShouldFailAsync(await visitor.PostAsync("/auth/password/reset", new { token = "x", password = "y" }), HttpStatusCode.TooManyRequests, "too_many_requests");

        using var elsewhere = factory.ClientWith(token: null);
        elsewhere.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        (await elsewhere.PostAsJsonAsync("/auth/login", new { email, password = Visitor.Password })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}

public sealed class PageFailureTests(SprayedFactory factory) : IClassFixture<SprayedFactory>
{
    [Fact]
    public async Task Wrong_passwords_at_the_sign_in_page_of_an_application_count_as_those_at_login()
    {
        using var browser = new Browser(factory);
        var page = await browser.PageAsync(browser.Request(await factory.AddApplicationAsync()));
        for (var i = 0; i < 8; i++) (await browser.SignInAsync(page, Visitor.NewEmail(), "a common password")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        (await browser.SignInAsync(page, Visitor.NewEmail(), "a common password")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await new Visitor(factory).TryLoginAsync(Visitor.NewEmail(), "a common password")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }
}
