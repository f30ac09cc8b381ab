using Csss.Notifications.Deliveries;
using Csss.Testing;
using Microsoft.EntityFrameworkCore;

namespace Csss.Notifications.Tests.Webhooks;

/// <summary>What the operators are told of a webhook that was disabled.</summary>
public sealed class NoticeTests
{
    private const string Operators = "operators@hospital.test";

    [Fact]
    public async Task The_operators_get_one_mail_that_names_webhook_client_host_and_reason_and_no_more_of_the_address()
    {
        // Several attempts at once are told that it is gone.
        var gate = new TaskCompletionSource();
        await using var receiver = new Receiver { Plan = _ => Reply.After(gate.Task, status: 410) };
        await using var application = await WebhookWorld.StartAsync(("Webhooks:NoticeTo", Operators), ("Webhooks:Timeout", "00:01:00"));
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync(receiver.Url + "/hook?token=of-the-receivers");
        await application.HappenAsync(10);
        await partner.DeliveriesAsync(webhook.WebhookId, all => all.Count == 10);
        await receiver.CallsAsync(2);
        gate.SetResult();
        await partner.DeliveriesAsync(webhook.WebhookId, all => all.All(one => one.IsIn("dead")));

        await NoticesAsync(application, ended: 1);

        var mail = application.Smtp.Mails.ShouldHaveSingleItem();
        mail.To.ToString().ShouldBe(Operators);
        foreach (var told in new[] { webhook.WebhookId.ToString(), "partner", "127.0.0.1", "gone" }) mail.TextBody!.ShouldContain(told);
        mail.ToString().ShouldNotContain("of-the-receivers");
        (await partner.WebhookAsync(webhook.WebhookId)).Text("state").ShouldBe("disabled");
    }

    [Fact]
    public async Task One_that_is_disabled_again_is_told_of_again()
    {
        await using var receiver = new Receiver { Plan = _ => Reply.Status(410) };
        await using var application = await WebhookWorld.StartAsync(("Webhooks:NoticeTo", Operators));
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync(receiver.Url);
        await application.HappenAsync();
        await NoticesAsync(application, ended: 1);

        receiver.Plan = _ => Reply.Status(200);
        (await partner.PostAsync($"/webhooks/{webhook.WebhookId}/ping", content: null)).Dispose();
        await partner.WebhookAsync(webhook.WebhookId, one => one.Text("state") == "enabled");
        receiver.Plan = _ => Reply.Status(410);
        await application.HappenAsync();

        await NoticesAsync(application, ended: 2);
        application.Smtp.Mails.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_was_enabled_before_the_mail_could_leave_is_not_told()
    {
        await using var receiver = new Receiver { Plan = _ => Reply.Status(410) };
        await using var application = await WebhookWorld.StartAsync(("Webhooks:NoticeTo", Operators));
        application.Smtp.Plan = _ => new SmtpScript { Recipient = "451 4.7.1 Later" };
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync(receiver.Url);
        await application.HappenAsync();
        await partner.WebhookAsync(webhook.WebhookId, one => one.Text("state") == "disabled");

        receiver.Plan = _ => Reply.Status(200);
        (await partner.PostAsync($"/webhooks/{webhook.WebhookId}/ping", content: null)).Dispose();
        await partner.WebhookAsync(webhook.WebhookId, one => one.Text("state") == "enabled");
        application.Smtp.Plan = _ => SmtpScript.Accept;

        (await NoticesAsync(application, ended: 1)).ShouldBe([DeliveryState.Withheld]);
        application.Smtp.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_an_address_there_is_no_mail()
    {
        await using var receiver = new Receiver { Plan = _ => Reply.Status(410) };
        await using var application = await WebhookWorld.StartAsync();
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync(receiver.Url);
        await application.HappenAsync();
        await partner.WebhookAsync(webhook.WebhookId, one => one.Text("state") == "disabled");

        (await application.WithDatabaseAsync(database => database.Deliveries.CountAsync())).ShouldBe(0);
    }

    /// <summary>How the notices ended, once so many have. The queue is woken: it would look by itself within half a minute.</summary>
    private static Task<List<DeliveryState>> NoticesAsync(NotificationsApplication application, int ended) => Eventually.ShouldAsync($"{ended} notices have ended", () =>
    {
        application.Wake();
        return application.WithDatabaseAsync(database => database.Deliveries.Where(row => row.State != DeliveryState.Pending).Select(row => row.State).ToListAsync());
    }, states => states.Count == ended, WebhookWorld.Patience);
}
