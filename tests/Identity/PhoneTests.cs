using System.Net;
using System.Text.Json.Nodes;
using Csss.Identity.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Tests;

/// <summary>A number is given for one purpose, and told to the other services only with the consent to that purpose.</summary>
public sealed class PhoneTests(IdentityFactory factory) : IClassFixture<IdentityFactory>
{
    private readonly Visitor _visitor = new(factory);

    [Fact]
    public async Task A_number_is_told_only_with_consent_and_no_longer_than_that()
    {
        var login = await _visitor.BecomePatientAsync();
        (await ToldAsync(login.UserId)).ShouldBeNull();

        var me = await ChangeAsync(login, new { phone = "+49 (151) 1234-5678" });
        (me["phone"]!.GetValue<string>(), me["whatsapp_consent"]!.GetValue<bool>()).ShouldBe(("+4915112345678", false));
        (await ToldAsync(login.UserId)).ShouldBeNull();

        await ChangeAsync(login, new { whatsapp_consent = true });
        (await ToldAsync(login.UserId)).ShouldBe("+4915112345678");

        await ChangeAsync(login, new { whatsapp_consent = false });
        (await ToldAsync(login.UserId)).ShouldBeNull();
    }

    [Fact]
    public async Task Consent_is_to_one_number_and_ends_with_it()
    {
        var login = await _visitor.BecomePatientAsync();
        await ChangeAsync(login, new { phone = "+4915112345678", whatsapp_consent = true });

        (await ChangeAsync(login, new { phone = "+4915112345678" }))["whatsapp_consent"]!.GetValue<bool>().ShouldBeTrue("it is the same number");
        (await ChangeAsync(login, new { phone = "+33612345678" }))["whatsapp_consent"]!.GetValue<bool>().ShouldBeFalse();
        (await ToldAsync(login.UserId)).ShouldBeNull();

        await ChangeAsync(login, new { whatsapp_consent = true });
        var gone = await ChangeAsync(login, new { phone = "" });
        (gone["phone"], gone["whatsapp_consent"]!.GetValue<bool>()).ShouldBe((null, false));
        (await ToldAsync(login.UserId)).ShouldBeNull();
    }

    [Fact]
    public async Task Changing_something_else_leaves_number_and_consent()
    {
        var login = await _visitor.BecomePatientAsync();
        await ChangeAsync(login, new { phone = "+4915112345678", whatsapp_consent = true });

        var me = await ChangeAsync(login, new { language = "de" });

        (me["language"]!.GetValue<string>(), me["phone"]!.GetValue<string>(), me["whatsapp_consent"]!.GetValue<bool>()).ShouldBe(("de", "+4915112345678", true));
    }

    [Theory]
    [InlineData("015112345678")]
    [InlineData("+0151123456")]
    [InlineData("+49151")]
    [InlineData("+4915112345678901")]
    [InlineData("+49x5112345678")]
    [InlineData("+٤٩١٥١١٢٣٤٥٦٧٨")]
    [InlineData("+4915112345678\n")]
    [InlineData("whatsapp:+4915112345678")]
    public async Task What_is_no_number_is_refused_and_changes_nothing(string phone)
    {
        var login = await _visitor.BecomePatientAsync();

        using var answer = await _visitor.SendAsync(HttpMethod.Patch, "/auth/me", login.AccessToken, new { phone, language = "fr" });

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]!.AsObject().ContainsKey("phone").ShouldBeTrue();
        (await UserAsync(login.UserId)).ShouldSatisfyAllConditions(user => user.Phone.ShouldBeNull(), user => user.Language.ShouldBe("en"));
    }

    [Fact]
    public async Task Consent_without_a_number_is_refused()
    {
        var login = await _visitor.BecomePatientAsync();

        foreach (var body in new object[] { new { whatsapp_consent = true }, new { phone = "", whatsapp_consent = true } })
            (await _visitor.SendAsync(HttpMethod.Patch, "/auth/me", login.AccessToken, body)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await UserAsync(login.UserId)).WhatsappConsentAt.ShouldBeNull();
    }

    private async Task<JsonNode> ChangeAsync(SignedIn login, object body)
    {
        using var answer = await _visitor.SendAsync(HttpMethod.Patch, "/auth/me", login.AccessToken, body);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    /// <summary>What Notifications is told.</summary>
    private async Task<string?> ToldAsync(Guid userId)
    {
        var token = (await new ServiceClient(factory).GetTokenAsync()).AccessToken;
        using var answer = await _visitor.SendAsync(HttpMethod.Get, $"/internal/users/{userId}", token);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["whatsapp"]?.GetValue<string>();
    }

    private Task<User> UserAsync(Guid userId) => factory.WithDatabaseAsync(database => database.Users.AsNoTracking().SingleAsync(user => user.Id == userId));
}
