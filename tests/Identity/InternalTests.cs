using System.Net;
using System.Text.Json.Nodes;
using Csss.Contracts;
using Csss.Identity.Tests.Connect;

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

    [Fact]
    public async Task A_service_reads_what_a_client_may_do_until_it_is_shut_out()
    {
        var admin = await factory.AdminTokenAsync();
        var system = await factory.AddClientAsync(new { name = "Hooks", scopes = new[] { Scopes.WebhooksManage, Scopes.EventsRead } }, admin);
        var notifications = (await Visitor.ReadAsync<TokenAnswer>(
            await new ServiceClient(factory, IdentityFactory.NotificationsSecret).TryGetTokenAsync(id: "csss-notifications"), HttpStatusCode.OK)).AccessToken;

        using var known = await _visitor.SendAsync(HttpMethod.Get, $"/internal/clients/{system.Id}", notifications);
        var client = JsonNode.Parse(await known.Content.ReadAsStringAsync())!.AsObject();
        client.Select(field => field.Key).ShouldBe(["client_id", "scopes"]);
        client["client_id"]!.GetValue<string>().ShouldBe(system.Id);
        client["scopes"]!.AsArray().Select(scope => scope!.GetValue<string>()).ShouldBe([Scopes.WebhooksManage, Scopes.EventsRead], ignoreOrder: true);

        (await _visitor.SendAsync(HttpMethod.Delete, $"/admin/clients/{system.Id}", admin)).Dispose();
        using var gone = await _visitor.SendAsync(HttpMethod.Get, $"/internal/clients/{system.Id}", notifications);
        await Visitor.ShouldFailAsync(gone, HttpStatusCode.NotFound, "unknown_client");
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
