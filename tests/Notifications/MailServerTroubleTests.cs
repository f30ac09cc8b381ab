using System.Globalization;
using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Notifications.Deliveries;

namespace Csss.Notifications.Tests;

public sealed class MailServerTroubleTests
{
    [Fact]
    public async Task A_server_that_says_later_gets_it_later()
    {
        await using var application = await NotificationsApplication.StartAsync();
        application.Smtp.Plan = conversation => conversation switch
        {
            1 => new SmtpScript { Recipient = "451 4.7.1 Greylisted" },
            2 => new SmtpScript { Message = "452 4.3.1 Full" },
            3 => new SmtpScript { Sender = "421 4.3.2 Closing" },
            _ => SmtpScript.Accept,
        };

        var (_, id) = await application.RequestReportMailAsync();

        var delivery = await application.EndedAsync(id);
        (delivery.State, delivery.Attempts).ShouldBe((DeliveryState.Sent, 4));
        application.Smtp.Mails.Count.ShouldBe(1);
        (await application.PublishedAsync<ReportEmailed>(1)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("550 5.1.1 <{0}> is unknown here", "250 OK", "recipient_rejected")]
    [InlineData("250 OK", "554 5.7.1 Looks like spam", "smtp_rejected")]
    public async Task A_server_that_says_never_is_asked_once_and_the_failure_published_once(string recipient, string message, string code)
    {
        await using var application = await NotificationsApplication.StartAsync();
        application.Smtp.Plan = _ => new SmtpScript { Recipient = recipient, Message = message };
        var patient = application.Identity.AddUser(Roles.Patient, name: "Ada Lovelace", email: "ada@hospital.test");

        var (command, id) = await application.RequestReportMailAsync(patient);

        var delivery = await application.EndedAsync(id);
        (delivery.State, delivery.Code, delivery.Attempts).ShouldBe((DeliveryState.Failed, code, 1));
        application.Smtp.Conversations.ShouldBe(1);
        var failure = (await application.PublishedAsync<ReportDeliveryFailed>(1)).ShouldHaveSingleItem();
        (failure.ReportId, failure.ScanId, failure.PatientId, failure.Code).ShouldBe((command.ReportId, command.ScanId, command.PatientId, code));
        application.Logs.Text.ShouldNotContain("ada@hospital.test");
        application.Logs.Text.ShouldNotContain("Lovelace");
        application.Logs.Text.ShouldContain(recipient.StartsWith('5') ? "RecipientNotAccepted 550" : "MessageNotAccepted 554");
    }

    [Fact]
    public async Task A_server_that_refuses_our_sender_is_tried_again_because_that_can_be_put_right()
    {
        await using var application = await NotificationsApplication.StartAsync();
        application.Smtp.Plan = conversation => conversation < 3 ? new SmtpScript { Sender = "553 5.7.1 Sender not allowed" } : SmtpScript.Accept;

        var (_, id) = await application.RequestReportMailAsync();

        (await application.EndedAsync(id)).State.ShouldBe(DeliveryState.Sent);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_waited_for()
    {
        await using var application = await NotificationsApplication.StartAsync();
        var port = application.Smtp.Port;
        await application.Smtp.DisposeAsync();
        var (_, id) = await application.RequestReportMailAsync();
        (await application.DeliveryAsync(id, delivery => delivery.Attempts > 2)).Code.ShouldBe("smtp_unavailable");

        await using var back = new ScriptedSmtp(port);

        (await application.EndedAsync(id)).State.ShouldBe(DeliveryState.Sent);
        back.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_never_comes_ends_in_ReportDeliveryFailed()
    {
        await using var application = await NotificationsApplication.StartAsync(("Deliveries:MaxAttempts", "3"));
        await application.Smtp.DisposeAsync();

        var (_, id) = await application.RequestReportMailAsync();

        var delivery = await application.EndedAsync(id);
        (delivery.State, delivery.Code, delivery.Attempts).ShouldBe((DeliveryState.Failed, "smtp_unavailable", 3));
        (await application.PublishedAsync<ReportDeliveryFailed>(1)).ShouldHaveSingleItem().Attempts.ShouldBe(3);
    }

    [Fact]
    public async Task A_silent_server_does_not_hold_up_the_others()
    {
        await using var application = await NotificationsApplication.StartAsync(("Smtp:Timeout", "00:00:01"));
        application.Smtp.Plan = conversation => conversation == 1 ? new SmtpScript { IsSilent = true } : SmtpScript.Accept;

        var (_, stuck) = await application.RequestReportMailAsync();
        await Csss.Testing.Eventually.ShouldAsync("the first one hangs", () => Task.FromResult(application.Smtp.Conversations == 1));
        var (_, quick) = await application.RequestReportMailAsync();

        (await application.EndedAsync(quick)).State.ShouldBe(DeliveryState.Sent);
        var late = await application.EndedAsync(stuck);
        (late.State, late.Attempts).ShouldBe((DeliveryState.Sent, 2));
    }

    [Fact]
    public async Task An_answer_lost_after_the_server_took_the_mail_repeats_it_under_the_same_Message_ID()
    {
        await using var application = await NotificationsApplication.StartAsync();
        application.Smtp.Plan = conversation => conversation == 1 ? new SmtpScript { HangsUpAfterMessage = true } : SmtpScript.Accept;

        var (_, id) = await application.RequestReportMailAsync();

        (await application.EndedAsync(id)).State.ShouldBe(DeliveryState.Sent);
        application.Smtp.Mails.Select(mail => mail.MessageId).ShouldBe([$"{id:D}@csss.local", $"{id:D}@csss.local"]);
        (await application.PublishedAsync<ReportEmailed>(1)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Identity_or_Reports_being_away_puts_a_mail_off()
    {
        await using var application = await NotificationsApplication.StartAsync();
        application.Reports.IsDown = true;
        var (_, id) = await application.RequestReportMailAsync();
        await application.DeliveryAsync(id, delivery => delivery.Code == "service_unavailable");

        application.Reports.IsDown = false;

        (await application.EndedAsync(id)).State.ShouldBe(DeliveryState.Sent);
    }

    [Fact]
    public void Pauses_double_up_to_the_longest_and_are_spread()
    {
        var options = new DeliveryOptions { FirstRetryAfter = TimeSpan.FromSeconds(2), LongestRetryAfter = TimeSpan.FromMinutes(5) };

        foreach (var (attempts, seconds) in new[] { (1, 2d), (2, 4d), (3, 8d), (8, 256d), (9, 300d), (500, 300d) })
            Enumerable.Range(0, 50).Select(_ => options.RetryAfter(attempts).TotalSeconds / seconds)
                .ShouldAllBe(share => share >= 0.8 && share <= 1.2, attempts.ToString(CultureInfo.InvariantCulture));
        Enumerable.Range(0, 50).Select(_ => options.RetryAfter(3)).Distinct().Count().ShouldBeGreaterThan(10);
    }
}
