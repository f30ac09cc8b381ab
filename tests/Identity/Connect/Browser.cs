using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Csss.Contracts;
using Csss.Identity.Accounts;
using Csss.ServiceDefaults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Identity.Tests.Connect;

/// <summary>A browser with cookies in front of the sign-in page, and the application behind it.</summary>
internal sealed partial class Browser(IdentityFactory factory) : IDisposable
{
    public const string RedirectUri = "https://viewer.hospital.test/callback";
    private readonly HttpClient _http = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true });

    public string Verifier { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public Dictionary<string, string?> Request(Client client, string scope = "openid profile email") => new()
    {
        ["response_type"] = "code", ["client_id"] = client.Id, ["redirect_uri"] = RedirectUri, ["scope"] = scope, ["state"] = "s-1", ["nonce"] = "n-1",
        ["code_challenge"] = Challenge, ["code_challenge_method"] = "S256",
    };

    public Task<HttpResponseMessage> OpenAsync(Dictionary<string, string?> request) => _http.GetAsync(QueryHelpers.AddQueryString("/connect/authorize", request));

    public async Task<string> PageAsync(Dictionary<string, string?> request)
    {
        using var answer = await OpenAsync(request);
        var html = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, html);
        return html;
    }

    public Task<HttpResponseMessage> SignInAsync(string page, string email, string password = Visitor.Password) =>
        PostAsync("/connect/login", [.. Hidden(page), new("email", email), new("password", password)]);

    public Task<HttpResponseMessage> EnterCodeAsync(string page, string otp) => PostAsync("/connect/code", [.. Hidden(page), new("otp", otp)]);

    public Task<HttpResponseMessage> DecideAsync(string page, string decision = "allow") => PostAsync("/connect/authorize", [.. Hidden(page), new("decision", decision)]);

    public Task<HttpResponseMessage> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> form) => _http.PostAsync(path, new FormUrlEncodedContent(form));

    /// <summary>All the way: where the browser is sent in the end.</summary>
    public async Task<Dictionary<string, string>> WalkAsync(Dictionary<string, string?> request, string email)
    {
        var consent = await (await SignInAsync(await PageAsync(request), email)).Content.ReadAsStringAsync();
        return Landing(await DecideAsync(consent));
    }

    public static Dictionary<string, string> Landing(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.GetLeftPart(UriPartial.Path).ShouldBe(RedirectUri);
        return QueryHelpers.ParseQuery(answer.Headers.Location.Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
    }

    public Task<HttpResponseMessage> RedeemAsync(Client client, string code, string? verifier = null) => PostAsync("/connect/token",
    [
        new("grant_type", "authorization_code"), new("code", code), new("redirect_uri", RedirectUri), new("client_id", client.Id), new("client_secret", client.Secret),
        new("code_verifier", verifier ?? Verifier),
    ]);

    public static List<KeyValuePair<string, string>> Hidden(string page) =>
        [.. HiddenField().Matches(page).Select(match => KeyValuePair.Create(WebUtility.HtmlDecode(match.Groups[1].Value), WebUtility.HtmlDecode(match.Groups[2].Value)))];

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("""<input type="hidden" name="([^"]*)" value="([^"]*)">""")]
    private static partial Regex HiddenField();
}

internal sealed record Client(string Id, string Secret);

/// <summary>An administrator, who lets clients in.</summary>
internal static class Administration
{
    public static async Task<string> AdminTokenAsync(this IdentityFactory factory)
    {
        // Tokens are validated by the real clock: on a slow machine the test's own would by now mint them expired.
        if (TimeProvider.System.GetUtcNow() is var now && now > factory.Time.GetUtcNow()) factory.Time.SetUtcNow(now);
        var (id, email) = (Ids.New(), Visitor.NewEmail());
        await using (var scope = factory.Services.CreateAsyncScope())
        {
            var database = scope.ServiceProvider.GetRequiredService<IdentityDb>();
            var hash = await scope.ServiceProvider.GetRequiredService<PasswordHasher>().HashAsync(Visitor.Password, CancellationToken.None);
            database.Add(new User { Id = id, Email = email, PasswordHash = hash, Role = Roles.Admin, Status = UserStatus.Active, CreatedAt = factory.Time.GetUtcNow() }.Called("Root"));
            await database.SaveChangesAsync();
        }

        return (await new Visitor(factory).LoginByMailAsync(email, id)).AccessToken;
    }

    public static async Task<Client> AddClientAsync(this IdentityFactory factory, object request, string? token = null)
    {
        using var answer = await new Visitor(factory).SendAsync(HttpMethod.Post, "/admin/clients", token ?? await factory.AdminTokenAsync(), request);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        var created = await answer.Content.ReadFromJsonAsync<JsonElement>(ApiJson.Options);
        return new Client(created.GetProperty("client_id").GetString()!, created.GetProperty("client_secret").GetString()!);
    }

    public static Task<Client> AddApplicationAsync(this IdentityFactory factory) =>
        factory.AddClientAsync(new { name = "PACS <viewer>", redirect_uris = new[] { Browser.RedirectUri } });
}
