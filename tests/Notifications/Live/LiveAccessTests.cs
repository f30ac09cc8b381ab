using Csss.Contracts;
using Csss.Contracts.Events;

namespace Csss.Notifications.Tests.Live;

public sealed class LiveAccessTests
{
    [Fact]
    public async Task Only_doctors_connect()
    {
        await using var application = await NotificationsApplication.StartAsync();

        (await RefusalAsync(application, token: null)).ShouldContain("401");
        foreach (var role in Roles.All.Except([Roles.Doctor]))
            (await RefusalAsync(application, application.Identity.Keys.ForUser(role))).ShouldContain("403", Case.Sensitive, role);
        foreach (var (flaw, token) in application.Identity.Keys.Broken(Roles.Doctor))
            (await RefusalAsync(application, token)).ShouldContain("401", Case.Sensitive, flaw);
        (await RefusalAsync(application, application.Identity.Keys.ForSystem(Scopes.EventsRead))).ShouldContain("403");
    }

    [Fact]
    public async Task A_token_in_the_address_opens_nothing()
    {
        await using var application = await NotificationsApplication.StartAsync();
        var client = application.Server.CreateWebSocketClient();
        var address = new Uri("ws://localhost/hubs/scans?access_token=" + application.Identity.Keys.ForUser(Roles.Doctor));

        (await Should.ThrowAsync<InvalidOperationException>(() => client.ConnectAsync(address, CancellationToken.None))).Message.ShouldContain("401");
    }

    [Fact]
    public async Task A_revoked_session_is_dropped_and_no_other()
    {
        await using var application = await NotificationsApplication.StartAsync();
        var (doctor, session) = (Ids.New(), Ids.New());
        await using var ended = await LiveDoctor.ConnectAsync(application, doctor, session);
        await using var other = await LiveDoctor.ConnectAsync(application, doctor);

        await application.SendAsync(new SessionRevoked(session, doctor, TimeProvider.System.GetUtcNow()));

        await ended.Closed;
        (await other.CatchUpAsync(null)).Reload.ShouldBeFalse();
        (await RefusalAsync(application, application.Identity.Keys.ForUser(Roles.Doctor, doctor, session))).ShouldContain("401");
    }

    [Fact]
    public async Task A_connection_ends_with_its_token()
    {
        await using var application = await NotificationsApplication.StartAsync();
        await using var other = await LiveDoctor.ConnectAsync(application, Ids.New());

        await using var doctor = await LiveDoctor.ConnectAsync(application, Ids.New(), expiresIn: TimeSpan.FromSeconds(6));

        await doctor.Closed;
        (await other.CatchUpAsync(null)).Reload.ShouldBeFalse();
    }

    private static async Task<string> RefusalAsync(NotificationsApplication application, string? token) =>
        (await Should.ThrowAsync<InvalidOperationException>(() => LiveDoctor.ConnectAsync(application, token))).Message;
}
