using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Csss.Contracts.PublicEvents;

namespace Csss.Notifications.Tests.Webhooks;

/// <summary>Which addresses may be given, and that what counts is where a name leads when something is sent.</summary>
public sealed class TargetTests(StrictSite strict, OpenSite open) : IClassFixture<StrictSite>, IClassFixture<OpenSite>
{
    private static readonly IPAddress Public = IPAddress.Parse("93.184.215.14"), LinkLocal = IPAddress.Parse("169.254.169.254");

    [Theory]
    [InlineData("https://127.0.0.1/hook", "target_refused")]
    [InlineData("https://localhost/hook", "target_refused")]
    [InlineData("https://[::1]:8443/hook", "target_refused")]
    [InlineData("https://10.0.0.1/", "target_refused")]
    [InlineData("https://192.168.0.1/", "target_refused")]
    [InlineData("https://[fd00::1]/", "target_refused")]
    [InlineData("https://[::ffff:10.0.0.1]/", "target_refused")]
    [InlineData("https://0x7f.1/", "target_refused")]
    [InlineData("https://2130706433/", "target_refused")]
    [InlineData("https://intranet.test/", "target_refused")]
    [InlineData("https://169.254.169.254/latest/meta-data/", "target_refused")]
    [InlineData("http://93.184.215.14/", "https_required")]
    public async Task Inside_is_refused(string url, string code) => (await RefusalAsync(strict.Application, url)).ShouldBe((HttpStatusCode.UnprocessableEntity, code));

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://2852039166/")]
    [InlineData("http://0xA9FEA9FE/")]
    [InlineData("http://0251.0376.0251.0376/")]
    [InlineData("http://[fe80::1]/")]
    [InlineData("http://[fe80::1%251]/")]
    [InlineData("http://[::ffff:169.254.169.254]/")]
    [InlineData("http://[64:ff9b::a9fe:a9fe]/")]
    [InlineData("http://metadata.test/computeMetadata/v1/")]
    [InlineData("http://0.0.0.0:8000/")]
    public async Task Link_local_is_refused_also_where_private_targets_are_allowed(string url) =>
        (await RefusalAsync(open.Application, url)).ShouldBe((HttpStatusCode.UnprocessableEntity, "target_refused"));

    [Theory]
    [InlineData("https://93.184.215.14/hook")]
    [InlineData("https://hooks.test/hook?token=1")]
    [InlineData("https://nobody.test/")]
    public async Task Outside_is_accepted_and_so_is_a_name_that_nobody_knows_yet(string url) =>
        (await strict.Application.Partner().AddWebhookAsync(url)).Url.ShouldBe(url);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("10.0.0.7")]
    public async Task A_name_that_leads_inside_by_the_time_something_is_sent_is_not_called(string inside)
    {
        await using var receiver = new Receiver();
        var leads = Public;
        await using var application = await WebhookWorld.StartAsync(new Names(_ => [leads]), ("Webhooks:AllowPrivateTargets", "false"));
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync($"https://rebound.test:{receiver.Port}/");
        leads = IPAddress.Parse(inside);

        await application.HappenAsync();

        (await partner.DeliveryAsync(webhook.WebhookId, delivery => delivery.Attempts().Count > 0)).Attempts()[0].Text("code").ShouldBe("address_refused");
        receiver.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task Link_local_is_not_called_where_private_targets_are_allowed_and_of_several_addresses_only_those_that_may_be()
    {
        await using var receiver = new Receiver();
        IPAddress[] leads = [LinkLocal];
        await using var application = await WebhookWorld.StartAsync(new Names(_ => leads), ("Webhooks:AllowPrivateTargets", "true"));
        var partner = application.Partner();
        leads = [IPAddress.Loopback];
        var webhook = await partner.AddWebhookAsync($"http://several.test:{receiver.Port}/");
        leads = [LinkLocal];
        await application.HappenAsync();
        await partner.DeliveryAsync(webhook.WebhookId, delivery => delivery.Attempts().Count > 0 && delivery.Attempts().All(attempt => attempt.Text("code") == "address_refused"));

        leads = [LinkLocal, IPAddress.Loopback];

        (await partner.DeliveryAsync(webhook.WebhookId, "delivered")).Attempts()[^1].GetProperty("status").GetInt32().ShouldBe(204);
    }

    [Fact]
    public async Task The_names_of_our_own_services_mean_nothing()
    {
        var names = new Names(_ => throw new SocketException((int)SocketError.HostNotFound));
        await using var application = await WebhookWorld.StartAsync(names);
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync("http://identity/internal/revocations");

        await application.HappenAsync();

        (await partner.DeliveryAsync(webhook.WebhookId, delivery => delivery.Attempts().Count > 0)).Attempts()[0].Text("code").ShouldBe("dns");
        names.Asked.ShouldContain("identity");
    }

    [Theory]
    [InlineData("""{"events": ["csss.scan.uploaded.v1"]}""", "url")]
    [InlineData("""{"url": "/hook", "events": ["csss.scan.uploaded.v1"]}""", "url")]
    [InlineData("""{"url": "ftp://hooks.test/", "events": ["csss.scan.uploaded.v1"]}""", "url")]
    [InlineData("""{"url": "https://user:password@hooks.test/", "events": ["csss.scan.uploaded.v1"]}""", "url")]
    [InlineData("""{"url": "https://user@hooks.test/", "events": ["csss.scan.uploaded.v1"]}""", "url")]
    [InlineData("""{"url": "https://hooks.test/#here", "events": ["csss.scan.uploaded.v1"]}""", "url")]
    [InlineData("""{"url": "https:///hook", "events": ["csss.scan.uploaded.v1"]}""", "url")]
    [InlineData("""{"url": "https://hooks.test/"}""", "events")]
    [InlineData("""{"url": "https://hooks.test/", "events": []}""", "events")]
    [InlineData("""{"url": "https://hooks.test/", "events": ["csss.scan.uploaded.v1", "csss.user.registered.v1"]}""", "events")]
    [InlineData("""{"url": "https://hooks.test/", "events": [null]}""", "events")]
    public async Task What_makes_no_sense_is_400_with_the_field(string body, string field)
    {
        using var answer = await strict.Application.Partner().PostAsJsonAsync("/webhooks", JsonDocument.Parse(body).RootElement);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe([field]);
    }

    internal static Names Resolver() => new(host => host switch
    {
        "intranet.test" => [IPAddress.Parse("10.0.0.7")],
        "localhost" => [IPAddress.Loopback],
        "metadata.test" => [LinkLocal],
        "hooks.test" => [Public],
        _ => throw new SocketException((int)SocketError.HostNotFound),
    });

    private static async Task<(HttpStatusCode Status, string? Code)> RefusalAsync(NotificationsApplication application, string url)
    {
        using var answer = await application.Partner().PostAsJsonAsync("/webhooks", new { url, events = new[] { EventTypes.ScanUploaded } });
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).Text("code"));
    }
}

/// <summary>As in production.</summary>
public sealed class StrictSite : IAsyncLifetime
{
    public NotificationsApplication Application { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Application = await WebhookWorld.StartAsync(TargetTests.Resolver(), ("Webhooks:AllowPrivateTargets", "false"));

    public ValueTask DisposeAsync() => Application.DisposeAsync();
}

/// <summary>One that allows private targets.</summary>
public sealed class OpenSite : IAsyncLifetime
{
    public NotificationsApplication Application { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Application = await WebhookWorld.StartAsync(TargetTests.Resolver());

    public ValueTask DisposeAsync() => Application.DisposeAsync();
}
