using System.Net;
using System.Text.Json.Nodes;
using Csss.Contracts.Commands;
using Csss.Contracts.Events;
using Csss.Testing;

namespace Csss.Identity.Tests;

public sealed class RegistrationTests(IdentityFactory factory) : IClassFixture<IdentityFactory>
{
    private readonly Visitor _visitor = new(factory);

    [Fact]
    public async Task A_known_address_gets_the_same_answer_and_its_owner_a_mail()
    {
        var email = Visitor.NewEmail();
        var owner = await _visitor.BecomePatientAsync(email);

        var known = await _visitor.TryRegisterAsync(email);
        var unknown = await _visitor.TryRegisterAsync(Visitor.NewEmail());

        known.StatusCode.ShouldBe(unknown.StatusCode);
        Shape(known).ShouldBe(Shape(unknown));
        var (first, second) = (await BodyAsync(known), await BodyAsync(unknown));
        first["user_id"]!.GetValue<Guid>().ShouldNotBe(owner.UserId);
        first["user_id"]!.GetValue<Guid>().Version.ShouldBe(7);
        first.Remove("user_id");
        second.Remove("user_id");
        first.ToJsonString().ShouldBe(second.ToJsonString());
        await Eventually.ShouldAsync("the owner is told", () => Task.FromResult(_visitor.MailsTo(owner.UserId, AccountMailTemplates.AlreadyRegistered).Count == 1));
        (await _visitor.LoginAsync(email)).UserId.ShouldBe(owner.UserId, "the owner's password still holds");
    }

    [Fact]
    public async Task A_later_registration_replaces_an_unverified_one_and_voids_its_code()
    {
        var email = Visitor.NewEmail();
        var first = await _visitor.RegisterAsync(email, "doctor");
        var firstCode = await _visitor.CodeMailedToAsync(first.UserId);
        (await _visitor.TryRegisterAsync(email, password: "another password")).StatusCode.ShouldBe(HttpStatusCode.Created);
        var second = await Eventually.ShouldAsync(
            "the second registration", () => Task.FromResult(factory.Published<SendAccountMail>()[^1].UserId), id => id != first.UserId);
        var secondCode = await _visitor.CodeMailedToAsync(second);

        if (firstCode != secondCode)
            await Visitor.ShouldFailAsync(await _visitor.TryVerifyAsync(email, firstCode), HttpStatusCode.Unauthorized, "invalid_otp");
        await _visitor.VerifyAsync(email, secondCode);
        (await _visitor.LoginAsync(email, "another password")).Role.ShouldBe("patient");
        factory.Published<UserRemoved>(gone => gone.UserId == first.UserId).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_registers_as_admin()
    {
        await Visitor.ShouldFailAsync(await _visitor.TryRegisterAsync(Visitor.NewEmail(), "admin"), HttpStatusCode.UnprocessableEntity, "role_not_allowed");
    }

    [Theory]
    [InlineData("", "a@b.org", "long enough", "patient", "name")]
    [InlineData("Ada", "not an address", "long enough", "patient", "email")]
    [InlineData("Ada", "Ada <a@b.org>", "long enough", "patient", "email")]
    [InlineData("Ada", "a@b.org\r\nBcc: c@d.org", "long enough", "patient", "email")]
    [InlineData("Ada", "a@b.org", "short", "patient", "password")]
    [InlineData("Ada", "a@b.org", "long enough", "surgeon", "role")]
    [InlineData("Ada\nLovelace", "a@b.org", "long enough", "patient", "name")]
    public async Task A_field_that_is_wrong_is_named(string name, string email, string password, string role, string field)
    {
        var problem = await Visitor.ReadAsync<Problem>(await _visitor.TryRegisterAsync(email, role, name, password), HttpStatusCode.BadRequest);
        problem.Code.ShouldBe("validation_failed");
        problem.Errors!.Keys.ShouldBe([field]);
    }

    [Fact]
    public async Task Nothing_at_all_is_400_not_500()
    {
        var problem = await Visitor.ReadAsync<Problem>(await _visitor.PostAsync("/auth/register", new { }), HttpStatusCode.BadRequest);
        problem.Errors!.Keys.Order().ShouldBe(["email", "name", "password"]);
        foreach (var route in new[] { "/auth/login", "/auth/refresh", "/otp/send", "/otp/verify" })
            (await _visitor.PostAsync(route, new { })).StatusCode.ShouldBe(HttpStatusCode.BadRequest, route);
    }

    [Fact]
    public async Task Registrations_in_parallel_for_one_address_all_get_201_and_one_stands()
    {
        var email = Visitor.NewEmail();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _visitor.TryRegisterAsync(email)));
        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Created);
    }

    private static async Task<JsonObject> BodyAsync(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();

    private static string Shape(HttpResponseMessage response) =>
        string.Join('\n', response.Headers.Concat(response.Content.Headers).Select(header => $"{header.Key}: {string.Join(',', header.Value)}").Order(StringComparer.Ordinal));
}
