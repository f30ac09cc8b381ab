using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.ServiceDefaults;
using Csss.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Csss.Identity.Tests.Connect;

/// <summary>What an administrator lets in, and what it then may.</summary>
public sealed class ClientTests(IdentityFactory factory) : IClassFixture<IdentityFactory>
{
    private readonly Visitor _visitor = new(factory);

    [Fact]
    public async Task A_system_gets_a_token_with_its_scopes_for_the_public_API()
    {
        var system = await factory.AddClientAsync(new { name = "Lab", scopes = new[] { Scopes.EventsRead, Scopes.ResultsRead } });

        var token = new JsonWebToken((await TokenAsync(system)).GetProperty("access_token").GetString());

        token.Audiences.ShouldBe([Audiences.Api]);
        token.Subject.ShouldBe(system.Id);
        token.GetClaim("scope").Value.Split(' ').Order().ShouldBe([Scopes.EventsRead, Scopes.ResultsRead]);
        new JsonWebToken((await TokenAsync(system, Scopes.EventsRead)).GetProperty("access_token").GetString()).GetClaim("scope").Value.ShouldBe(Scopes.EventsRead);
        (await TryTokenAsync(system, Scopes.WebhooksManage)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_secret_is_shown_once_and_kept_as_a_hash()
    {
        var admin = await factory.AdminTokenAsync();
        var system = await factory.AddClientAsync(new { name = "Once", scopes = new[] { Scopes.EventsRead } }, admin);

        var list = await (await _visitor.SendAsync(HttpMethod.Get, "/admin/clients?limit=1", admin)).Content.ReadFromJsonAsync<JsonElement>(ApiJson.Options);
        var item = list.GetProperty("items")[0];
        (item.GetProperty("client_id").GetString(), item.GetProperty("name").GetString()).ShouldBe((system.Id, "Once"));
        list.ToString().ShouldNotContain(system.Secret);
        await using var scope = factory.Services.CreateAsyncScope();
        var stored = await scope.ServiceProvider.GetRequiredService<IdentityDb>().Database
            .SqlQueryRaw<string>("SELECT ClientSecret AS Value FROM OpenIddictApplications WHERE ClientId = {0}", system.Id).SingleAsync();
        stored.ShouldNotContain(system.Secret);
    }

    [Fact]
    public async Task Letting_one_in_and_out_is_one_entry_each_that_names_it()
    {
        var admin = await factory.AdminTokenAsync();
        var system = await factory.AddClientAsync(new { name = "Seen", scopes = new[] { Scopes.EventsRead } }, admin);
        (await _visitor.SendAsync(HttpMethod.Delete, $"/admin/clients/{system.Id}", admin)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var target = $"clients/{Guid.Parse(system.Id["ext-".Length..])}";
        await factory.Harness.ShouldPublishAsync<AccessRecorded>(entry => entry.Object == target && entry.Action == "client.remove");
        factory.Published<AccessRecorded>(entry => entry.Object == target).Select(entry => (entry.Action, entry.Outcome)).Order()
            .ShouldBe([("client.add", "allowed"), ("client.remove", "allowed")]);
    }

    [Fact]
    public async Task One_that_is_shut_out_gets_no_token_any_more_and_its_tokens_are_introspected_as_dead()
    {
        var admin = await factory.AdminTokenAsync();
        var system = await factory.AddClientAsync(new { name = "Gone", scopes = new[] { Scopes.EventsRead } }, admin);
        await TokenAsync(system);

        (await _visitor.SendAsync(HttpMethod.Delete, $"/admin/clients/{system.Id}", admin)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await TryTokenAsync(system)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await _visitor.SendAsync(HttpMethod.Delete, $"/admin/clients/{system.Id}", admin)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _visitor.SendAsync(HttpMethod.Delete, "/admin/clients/csss-reports", admin)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await new ServiceClient(factory).TryGetTokenAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_can_be_introspected_and_revoked_by_its_client_alone()
    {
        var (system, other) = (await factory.AddClientAsync(new { name = "A", scopes = new[] { Scopes.EventsRead } }), await factory.AddClientAsync(new { name = "B", scopes = new[] { Scopes.EventsRead } }));
        var token = (await TokenAsync(system)).GetProperty("access_token").GetString()!;

        (await IntrospectAsync(system, token)).GetProperty("active").GetBoolean().ShouldBeTrue();
        (await IntrospectAsync(other, token)).TryGetProperty("active", out var seen).ShouldBe(seen.ValueKind == JsonValueKind.False);
        (await PostAsync("/connect/revoke", other, KeyValuePair.Create("token", token))).Dispose(); // whatever is answered (RFC 7009, 2.2), nothing may happen
        (await IntrospectAsync(system, token)).GetProperty("active").GetBoolean().ShouldBeTrue();

        (await PostAsync("/connect/revoke", system, KeyValuePair.Create("token", token))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await IntrospectAsync(system, token)).GetProperty("active").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_users_own_token_is_nobodys_to_introspect()
    {
        var system = await factory.AddClientAsync(new { name = "Curious", scopes = new[] { Scopes.EventsRead } });
        var user = await _visitor.BecomePatientAsync();

        (await IntrospectAsync(system, user.AccessToken)).GetProperty("active").GetBoolean().ShouldBeFalse();
    }

    [Theory]
    [InlineData(Scopes.UsersRead)]
    [InlineData(Scopes.ScansRead)]
    [InlineData("internal:anything")]
    public async Task Internal_scopes_cannot_be_granted(string scope)
    {
        using var answer = await _visitor.SendAsync(HttpMethod.Post, "/admin/clients", await factory.AdminTokenAsync(), new { name = "Sly", scopes = new[] { scope } });

        await Visitor.ShouldFailAsync(answer, HttpStatusCode.UnprocessableEntity, "scope_not_grantable");
    }

    [Theory]
    [InlineData("""{"scopes": ["events:read"]}""", "name")]
    [InlineData("""{"name": "x"}""", "scopes")]
    [InlineData("""{"name": "x", "scopes": ["everything"]}""", "scopes")]
    [InlineData("""{"name": "x", "scopes": ["openid"]}""", "scopes")]
    [InlineData("""{"name": "x", "redirect_uris": ["http://viewer.test/callback"]}""", "redirect_uris")]
    [InlineData("""{"name": "x", "redirect_uris": ["https://viewer.test/callback#x"]}""", "redirect_uris")]
    [InlineData("""{"name": "x", "redirect_uris": ["https://user@viewer.test/callback"]}""", "redirect_uris")]
    [InlineData("""{"name": "x", "redirect_uris": ["javascript:alert(1)"]}""", "redirect_uris")]
    [InlineData("""{"name": "x", "redirect_uris": ["/callback"]}""", "redirect_uris")]
    [InlineData("""{"name": "x", "redirect_uris": ["https://spital-zürich.test/callback"]}""", "redirect_uris")]
    [InlineData("""{"name": "x", "redirect_uris": [null]}""", "redirect_uris")]
    [InlineData("""{"name": "x", "scopes": [null]}""", "scopes")]
    [InlineData("""{"name": "x", "redirect_uris": ["http://localhost/callback"]}""", "redirect_uris")]
    public async Task A_client_that_makes_no_sense_is_refused(string body, string field)
    {
        using var answer = await _visitor.SendAsync(HttpMethod.Post, "/admin/clients", await factory.AdminTokenAsync(), JsonDocument.Parse(body).RootElement);

        (await Visitor.ReadAsync<Problem>(answer, HttpStatusCode.BadRequest)).Errors!.Keys.ShouldBe([field]);
    }

    private async Task<JsonElement> TokenAsync(Client client, string? scope = null)
    {
        using var answer = await TryTokenAsync(client, scope);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private Task<HttpResponseMessage> TryTokenAsync(Client client, string? scope = null) =>
        PostAsync("/connect/token", client, [KeyValuePair.Create("grant_type", "client_credentials"), .. scope is null ? [] : new[] { KeyValuePair.Create("scope", scope) }]);

    private async Task<JsonElement> IntrospectAsync(Client client, string token) =>
        await (await PostAsync("/connect/introspect", client, KeyValuePair.Create("token", token))).Content.ReadFromJsonAsync<JsonElement>();

    private async Task<HttpResponseMessage> PostAsync(string path, Client client, params KeyValuePair<string, string>[] form)
    {
        using var http = factory.ClientWith(token: null);
        return await http.PostAsync(path, new FormUrlEncodedContent([.. form, new("client_id", client.Id), new("client_secret", client.Secret)]));
    }
}
