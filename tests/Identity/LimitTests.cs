using System.Net;
using System.Net.Http.Json;
using Csss.Contracts.Commands;
using Csss.Identity.Limits;
using Microsoft.Extensions.Options;

namespace Csss.Identity.Tests;

public sealed class TightFactory : IdentityFactory
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Setting("Limits:RequestsPerMinute", "12");
        Setting("Limits:MailsPerTenMinutes", "2");
    }
}

public sealed class LimitTests(TightFactory factory) : IClassFixture<TightFactory>
{
    [Fact]
    public void Asking_for_one_kind_of_mail_again_and_again_keeps_no_other_kind_away()
    {
        using var budget = new MailBudget(Options.Create(new LimitOptions { MailsPerTenMinutes = 1 }));
        budget.TrySpend("ada@example.org", AccountMailTemplates.PasswordReset).ShouldBeTrue();
        budget.TrySpend("ada@example.org", AccountMailTemplates.PasswordReset).ShouldBeFalse();
        budget.TrySpend("ada@example.org", AccountMailTemplates.SecondFactorCode).ShouldBeTrue();
        budget.TrySpend("eve@example.org", AccountMailTemplates.PasswordReset).ShouldBeTrue();
    }

    [Fact]
    public async Task Too_many_requests_from_one_address_are_429_with_Retry_After_and_too_many_mails_are_not_sent_nor_their_codes_made()
    {
        var visitor = new Visitor(factory);
        var email = Visitor.NewEmail();
        var registered = await visitor.RegisterAsync(email);
        for (var i = 0; i < 4; i++) (await visitor.PostAsync("/otp/send", new { email })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await visitor.CodeMailedToAsync(registered.UserId, nth: 2);
        visitor.MailsTo(registered.UserId, AccountMailTemplates.OneTimeCode).Count.ShouldBe(2);
        await visitor.VerifyAsync(email, await visitor.CodeMailedToAsync(registered.UserId, nth: 2));

        for (var i = 0; i < 6; i++) (await visitor.TryLoginAsync(email, "wrong password")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var limited = await visitor.TryLoginAsync(email);
        limited.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        await Visitor.ShouldFailAsync(limited, HttpStatusCode.TooManyRequests, "too_many_requests");

        using var elsewhere = factory.ClientWith(token: null);
        elsewhere.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        (await elsewhere.PostAsJsonAsync("/auth/login", new { email, password = "x" })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "another address is not held up");
    }
}
