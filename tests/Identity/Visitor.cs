using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Csss.Contracts;
using Csss.Contracts.Commands;
using Csss.Identity.Accounts;
using Csss.ServiceDefaults;
using Csss.Testing;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Tests;

/// <summary>What somebody with a browser and an inbox does.</summary>
internal sealed class Visitor(IdentityFactory factory)
{
    public const string Password = "correct horse battery";

    private readonly HttpClient _client = factory.ClientWith(token: null);

    public static string NewEmail() => $"{Guid.NewGuid():N}@csss.test";

    public Task<HttpResponseMessage> PostAsync(string route, object body) => _client.PostAsJsonAsync(route, body, ApiJson.Options);

    public Task<HttpResponseMessage> TryRegisterAsync(string email, string? role = null, string name = "Ada Example", string password = Password) =>
        PostAsync("/auth/register", new { name, email, password, role });

    public async Task<Registered> RegisterAsync(string email, string? role = null, string name = "Ada Example") =>
        await ReadAsync<Registered>(await TryRegisterAsync(email, role, name), HttpStatusCode.Created);

    public Task<HttpResponseMessage> TryVerifyAsync(string email, string otp) => PostAsync("/otp/verify", new { email, otp });

    public async Task VerifyAsync(string email, string otp) => (await TryVerifyAsync(email, otp)).StatusCode.ShouldBe(HttpStatusCode.OK);

    public Task<HttpResponseMessage> TryLoginAsync(string email, string password = Password) => PostAsync("/auth/login", new { email, password });

    public async Task<SignedIn> LoginAsync(string email, string password = Password) =>
        await ReadAsync<SignedIn>(await TryLoginAsync(email, password), HttpStatusCode.OK);

    public Task<HttpResponseMessage> TryRefreshAsync(string refreshToken) => PostAsync("/auth/refresh", new { refresh_token = refreshToken });

    public async Task<SignedIn> RefreshAsync(string refreshToken) => await ReadAsync<SignedIn>(await TryRefreshAsync(refreshToken), HttpStatusCode.OK);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string route, string? token, object? body = null)
    {
        var request = new HttpRequestMessage(method, route);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = JsonContent.Create(body, options: ApiJson.Options);
        return _client.SendAsync(request);
    }

    /// <summary>An active patient, signed in.</summary>
    public async Task<SignedIn> BecomePatientAsync(string? email = null, string name = "Ada Example")
    {
        email ??= NewEmail();
        var registered = await RegisterAsync(email, name: name);
        await VerifyAsync(email, await CodeMailedToAsync(registered.UserId));
        return await LoginAsync(email);
    }

    /// <summary>An active member of the staff, whom an admin has approved.</summary>
    public async Task<(string Email, Guid Id)> BecomeStaffAsync(string role = Roles.Doctor)
    {
        var email = NewEmail();
        var id = (await RegisterAsync(email, role)).UserId;
        await VerifyAsync(email, await CodeMailedToAsync(id));
        await factory.WithDatabaseAsync(database => database.Users.Where(user => user.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(user => user.Status, UserStatus.Active)));
        return (email, id);
    }

    /// <summary>The right password of somebody of whom a second factor is asked.</summary>
    public async Task<Challenged> BeginLoginAsync(string email, string password = Password) =>
        await ReadAsync<Challenged>(await TryLoginAsync(email, password), HttpStatusCode.OK);

    public Task<HttpResponseMessage> TryAnswerAsync(string email, string challengeToken, string otp) =>
        PostAsync("/otp/verify", new { email, otp, challenge_token = challengeToken });

    public async Task<SignedIn> AnswerAsync(string email, string challengeToken, string otp) =>
        await ReadAsync<SignedIn>(await TryAnswerAsync(email, challengeToken, otp), HttpStatusCode.OK);

    /// <summary>In by password and mailed code.</summary>
    public async Task<SignedIn> LoginByMailAsync(string email, Guid id, string password = Password)
    {
        var before = MailsTo(id, AccountMailTemplates.SecondFactorCode).Count;
        var challenge = await BeginLoginAsync(email, password);
        return await AnswerAsync(email, challenge.ChallengeToken, await SecretMailedToAsync(id, AccountMailTemplates.SecondFactorCode, before + 1));
    }

    /// <summary>Enrols and confirms an authenticator; its secret and the recovery codes.</summary>
    public async Task<(string Secret, IReadOnlyList<string> RecoveryCodes)> EnrollAsync(string accessToken)
    {
        var enrolled = await ReadAsync<Enrolled>(await SendAsync(HttpMethod.Post, "/auth/totp/enroll", accessToken), HttpStatusCode.OK);
        var confirmed = await ReadAsync<Confirmed>(
            await SendAsync(HttpMethod.Post, "/auth/totp/confirm", accessToken, new { otp = factory.TotpOf(enrolled.Secret) }), HttpStatusCode.OK);
        return (enrolled.Secret, confirmed.RecoveryCodes);
    }

    /// <summary>The code in the <paramref name="nth"/> mail to an account.</summary>
    public Task<string> CodeMailedToAsync(Guid userId, int nth = 1) => SecretMailedToAsync(userId, AccountMailTemplates.OneTimeCode, nth);

    public async Task<string> SecretMailedToAsync(Guid userId, string template, int nth = 1)
    {
        var mails = await Eventually.ShouldAsync(
            $"mail {nth} for {userId}", () => Task.FromResult(MailsTo(userId, template)), mails => mails.Count >= nth);
        return factory.MailSealer.Open(mails[nth - 1].Secret!, $"{userId:D}/{template}");
    }

    public IReadOnlyList<SendAccountMail> MailsTo(Guid userId, string template) =>
        factory.Published<SendAccountMail>(mail => mail.UserId == userId && mail.Template == template);

    public static async Task<T> ReadAsync<T>(HttpResponseMessage response, HttpStatusCode expected)
    {
        response.StatusCode.ShouldBe(expected, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<T>(ApiJson.Options))!;
    }

    public static async Task ShouldFailAsync(HttpResponseMessage response, HttpStatusCode expected, string code)
    {
        var problem = await ReadAsync<Problem>(response, expected);
        problem.Code.ShouldBe(code);
        problem.TraceId.ShouldNotBeNullOrEmpty();
    }
}

internal sealed record Registered(Guid UserId, string Role, string Status);

internal sealed record SignedIn(
    string AccessToken, string TokenType, int ExpiresIn, string RefreshToken, bool OtpRequired, string Role, string Name, Guid UserId);

internal sealed record Challenged(bool OtpRequired, string ChallengeToken, int ExpiresIn, string Method, string? AccessToken = null, string? Role = null);

internal sealed record Enrolled(string Secret, string OtpauthUri);

internal sealed record Confirmed(IReadOnlyList<string> RecoveryCodes);

internal sealed record Problem(string Code, string TraceId, string Detail, Dictionary<string, string[]>? Errors);
