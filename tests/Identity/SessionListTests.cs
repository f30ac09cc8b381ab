using System.Net;
using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Testing;

namespace Csss.Identity.Tests;

public sealed class SessionListTests(IdentityFactory factory) : IClassFixture<IdentityFactory>
{
    private readonly Visitor _visitor = new(factory);

    [Fact]
    public async Task Own_sessions_are_listed_newest_first_and_the_callers_is_marked()
    {
        var email = Visitor.NewEmail();
        var first = await _visitor.BecomePatientAsync(email);
        var second = await _visitor.LoginAsync(email);
        await _visitor.BecomePatientAsync();

        var listed = await ListAsync(first.AccessToken);

        listed.Items.Select(item => item.Current).ShouldBe([false, true]);
        listed.NextCursor.ShouldBeNull();
        (await ListAsync(second.AccessToken)).Items.Select(item => item.Current).ShouldBe([true, false]);
        var page = await ListAsync(first.AccessToken, "?limit=1");
        page.Items.Count.ShouldBe(1);
        (await ListAsync(first.AccessToken, $"?limit=1&cursor={page.NextCursor}")).Items.Single().Current.ShouldBeTrue();
    }

    [Fact]
    public async Task A_session_says_when_and_from_where_it_was_last_used()
    {
        using var elsewhere = factory.ClientWith(token: null);
        var email = Visitor.NewEmail();
        var session = await _visitor.BecomePatientAsync(email);
        elsewhere.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        factory.Time.Advance(TimeSpan.FromMinutes(5));
        using var answer = await elsewhere.PostAsync("/auth/refresh", System.Net.Http.Json.JsonContent.Create(new { refresh_token = session.RefreshToken }));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);

        var item = (await ListAsync(session.AccessToken)).Items.Single();
        item.Source.ShouldBe("203.0.113.9");
        (item.LastUsedAt - item.CreatedAt).ShouldBe(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task One_of_them_can_be_ended_and_dies_at_once()
    {
        var email = Visitor.NewEmail();
        var mine = await _visitor.BecomePatientAsync(email);
        var lost = await _visitor.LoginAsync(email);
        var sid = (await ListAsync(mine.AccessToken)).Items.Single(item => !item.Current).Sid;

        (await EndAsync(mine.AccessToken, sid)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await _visitor.SendAsync(HttpMethod.Get, "/auth/me", lost.AccessToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await Visitor.ShouldFailAsync(await _visitor.TryRefreshAsync(lost.RefreshToken), HttpStatusCode.Unauthorized, "invalid_refresh_token");
        (await ListAsync(mine.AccessToken)).Items.Single().Current.ShouldBeTrue();
        await Eventually.ShouldAsync("SessionRevoked", () => Task.FromResult(factory.Published<SessionRevoked>(gone => gone.SessionId == sid).Count == 1));
        await Visitor.ShouldFailAsync(await EndAsync(mine.AccessToken, sid), HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Nobody_ends_a_strangers_session()
    {
        var mine = await _visitor.BecomePatientAsync();
        var other = await _visitor.BecomePatientAsync();
        var sid = (await ListAsync(other.AccessToken)).Items.Single().Sid;
        await Visitor.ShouldFailAsync(await EndAsync(mine.AccessToken, sid), HttpStatusCode.NotFound, "not_found");
        await Visitor.ShouldFailAsync(await EndAsync(mine.AccessToken, Ids.New()), HttpStatusCode.NotFound, "not_found");
        (await ListAsync(other.AccessToken)).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_has_died_of_idleness_is_not_listed()
    {
        var email = Visitor.NewEmail();
        await _visitor.BecomePatientAsync(email);
        factory.Time.Advance(TimeSpan.FromHours(9));
        (await ListAsync((await _visitor.LoginAsync(email)).AccessToken)).Items.Single().Current.ShouldBeTrue();
    }

    private async Task<Listed> ListAsync(string token, string query = "") =>
        await Visitor.ReadAsync<Listed>(await _visitor.SendAsync(HttpMethod.Get, "/auth/sessions" + query, token), HttpStatusCode.OK);

    private Task<HttpResponseMessage> EndAsync(string token, Guid sid) => _visitor.SendAsync(HttpMethod.Delete, $"/auth/sessions/{sid}", token);

    private sealed record Listed(IReadOnlyList<Item> Items, string? NextCursor);

    private sealed record Item(Guid Sid, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, string Source, bool Current);
}
