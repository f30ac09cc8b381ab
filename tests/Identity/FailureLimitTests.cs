using System.Net;
using System.Net.Http.Json;

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
