using System.Net;
using System.Text.Json.Nodes;
using Csss.Contracts;

namespace Csss.Identity.Tests;

public sealed class InternalTests(IdentityFactory factory) : IClassFixture<IdentityFactory>
{
    private readonly Visitor _visitor = new(factory);

    [Fact]
    public async Task A_service_reads_an_account_in_any_status()
    {
        var email = Visitor.NewEmail();
        var registered = await _visitor.RegisterAsync(email, "doctor");

        var user = (await GetAsync($"/internal/users/{registered.UserId}", HttpStatusCode.OK)).AsObject();

        user.Select(field => field.Key).ShouldBe(["user_id", "name", "email", "language", "role", "status", "whatsapp"]);
        user["email"]!.GetValue<string>().ShouldBe(email);
        user["status"]!.GetValue<string>().ShouldBe("pending_verification");
        await GetAsync($"/internal/users/{Ids.New()}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Revocations_are_told_for_a_quarter_of_an_hour()
    {
        var login = await _visitor.BecomePatientAsync();
        await _visitor.SendAsync(HttpMethod.Post, "/auth/logout", login.AccessToken);
        var mine = await RevocationsOfAsync(login.UserId);
        mine.Single()!.AsObject().Select(field => field.Key).ShouldBe(["sid", "user_id", "at"]);

        factory.Time.Advance(TimeSpan.FromMinutes(16));
        (await RevocationsOfAsync(login.UserId)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/internal/care")]
    [InlineData("/internal/care?doctor=x&patient=y")]
    public async Task Care_of_nobody_is_400(string route) => await GetAsync(route, HttpStatusCode.BadRequest);

    private async Task<List<JsonNode?>> RevocationsOfAsync(Guid userId) =>
        [.. (await GetAsync("/internal/revocations", HttpStatusCode.OK))["items"]!.AsArray().Where(item => item!["user_id"]!.GetValue<Guid>() == userId)];

    private async Task<JsonNode> GetAsync(string route, HttpStatusCode expected)
    {
        var token = (await new ServiceClient(factory).GetTokenAsync()).AccessToken;
        var response = await _visitor.SendAsync(HttpMethod.Get, route, token);
        response.StatusCode.ShouldBe(expected);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }
}
