using System.Text.Json;
using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Notifications.Deliveries;
using Csss.Notifications.Email;
using Csss.Notifications.ReportMails;
using Csss.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.Tests;

public sealed class WhatsAppTests
{
    private const string Number = "+4915112345678";

    [Fact]
    public async Task Who_has_agreed_is_told_that_a_document_is_ready_and_nothing_else()
    {
        await using var twilio = await TwilioDouble.StartAsync();
        await using var application = await NotificationsApplication.StartAsync(twilio.Settings());
        var patient = Agreeing(application, language: "de");

        var (command, id) = await application.RequestReportMailAsync(patient);

        (await NoticeAsync(application)).State.ShouldBe(DeliveryState.Sent);
        (await application.EndedAsync(id)).State.ShouldBe(DeliveryState.Sent);
        var message = twilio.Messages.ShouldHaveSingleItem();
        message.Keys.Order(StringComparer.Ordinal).ShouldBe(["Body", "From", "To"]);
        (message["From"], message["To"]).ShouldBe(("whatsapp:+14155550100", $"whatsapp:{Number}"));
        message["Body"].ShouldBe("Ein Dokument Ihres Krankenhauses liegt bereit. Melden Sie sich im Portal an, um es zu sehen: http://portal.test/");
        foreach (var secret in new[] { patient.Name, patient.Email, command.ReportId.ToString(), command.ScanId.ToString(), command.PatientId.ToString() })
            message["Body"].ShouldNotContain(secret, Case.Insensitive);
        application.Logs.Text.ShouldNotContain("15112345678");
        (await application.PublishedAsync<ReportEmailed>(1)).ShouldHaveSingleItem().Channel.ShouldBe("email");
    }

    [Fact]
    public async Task Who_has_not_agreed_or_is_not_active_is_not_told()
    {
        await using var twilio = await TwilioDouble.StartAsync();
        await using var application = await NotificationsApplication.StartAsync(twilio.Settings());

        await application.RequestReportMailAsync(application.Identity.AddUser(Roles.Patient));
        (await NoticeAsync(application)).State.ShouldBe(DeliveryState.Withheld);
        await application.RequestReportMailAsync(Agreeing(application, status: "disabled"));

        await Eventually.ShouldAsync("both are withheld", () => application.WithDatabaseAsync(database =>
            database.Deliveries.OfType<ReportNotice>().CountAsync(notice => notice.State == DeliveryState.Withheld)), count => count == 2, TimeSpan.FromSeconds(60));
        twilio.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task A_site_that_has_not_turned_it_on_sends_none()
    {
        await using var application = await NotificationsApplication.StartAsync();

        var (_, id) = await application.RequestReportMailAsync(Agreeing(application));

        (await application.EndedAsync(id)).State.ShouldBe(DeliveryState.Sent);
        (await application.WithDatabaseAsync(database => database.Deliveries.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task An_approved_template_is_used_where_the_site_has_one()
    {
        await using var twilio = await TwilioDouble.StartAsync();
        await using var application = await NotificationsApplication.StartAsync(twilio.Settings(("WhatsApp:ContentSids:fr", "HX0123")));

        await application.RequestReportMailAsync(Agreeing(application, language: "fr"));

        (await NoticeAsync(application)).State.ShouldBe(DeliveryState.Sent);
        var message = twilio.Messages.ShouldHaveSingleItem();
        message["ContentSid"].ShouldBe("HX0123");
        JsonSerializer.Deserialize<Dictionary<string, string>>(message["ContentVariables"])!.ShouldBe(new Dictionary<string, string> { ["1"] = "http://portal.test/" });
        message.ContainsKey("Body").ShouldBeFalse();
    }

    [Fact]
    public async Task A_number_that_is_refused_is_asked_once_and_the_report_still_arrives()
    {
        await using var twilio = await TwilioDouble.StartAsync();
        twilio.Status = _ => 400;
        await using var application = await NotificationsApplication.StartAsync(twilio.Settings());

        var (_, id) = await application.RequestReportMailAsync(Agreeing(application));

        var notice = await NoticeAsync(application);
        (notice.State, notice.Code, notice.Attempts).ShouldBe((DeliveryState.Failed, "whatsapp_rejected", 1));
        (await application.EndedAsync(id)).State.ShouldBe(DeliveryState.Sent);
        twilio.Requests.ShouldBe(1);
        application.Logs.Text.ShouldContain("HTTP 400, Twilio 21211");
        application.Logs.Text.ShouldNotContain("15112345678");
        application.Harness.Published.Select<ReportDeliveryFailed>().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(401)]
    public async Task What_can_be_put_right_is_tried_again(int status)
    {
        await using var twilio = await TwilioDouble.StartAsync();
        twilio.Status = request => request < 3 ? status : 201;
        await using var application = await NotificationsApplication.StartAsync(twilio.Settings());

        await application.RequestReportMailAsync(Agreeing(application));

        var notice = await NoticeAsync(application);
        (notice.State, notice.Attempts).ShouldBe((DeliveryState.Sent, 3));
        twilio.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task One_that_never_answers_is_tried_again_and_holds_up_no_mail()
    {
        await using var twilio = await TwilioDouble.StartAsync();
        twilio.Status = request => request == 1 ? 0 : 201;
        await using var application = await NotificationsApplication.StartAsync(twilio.Settings(("WhatsApp:Timeout", "00:00:02")));

        await application.RequestReportMailAsync(Agreeing(application));

        var notice = await NoticeAsync(application);
        notice.State.ShouldBe(DeliveryState.Sent);
        notice.Attempts.ShouldBeGreaterThan(1);
        application.Logs.Text.ShouldContain("whatsapp_unavailable");
    }

    [Theory]
    [InlineData("WhatsApp:Secret", "", "WhatsApp:Secret")]
    [InlineData("WhatsApp:BaseUrl", "http://api.example", "https")]
    [InlineData("WhatsApp:AccountSid", "../Calls", "WhatsApp:AccountSid")]
    public async Task A_site_that_turns_it_on_says_who_it_is(string key, string value, string told)
    {
        await using var twilio = await TwilioDouble.StartAsync();

        (await Should.ThrowAsync<OptionsValidationException>(() => NotificationsApplication.StartAsync(twilio.Settings((key, value))))).Message.ShouldContain(told);
    }

    [Fact]
    public void The_words_are_there_in_every_language_and_say_where_to_look()
    {
        var templates = new MailTemplates();
        var notices = MailTemplates.Languages.Select(language => templates.Notice(language, new Uri("https://portal.test/"))).ToList();

        notices.ShouldAllBe(notice => notice.EndsWith(" https://portal.test/", StringComparison.Ordinal));
        notices.Distinct(StringComparer.Ordinal).Count().ShouldBe(MailTemplates.Languages.Count);
    }

    private static TestUser Agreeing(NotificationsApplication application, string language = "en", string status = "active")
    {
        var user = application.Identity.AddUser(Roles.Patient, status, language: language) with { Whatsapp = Number };
        application.Identity.Set(user.UserId, user);
        return user;
    }

    private static Task<ReportNotice> NoticeAsync(NotificationsApplication application) => Eventually.ShouldAsync(
        "the notice has ended", () => application.WithDatabaseAsync(database => database.Deliveries.AsNoTracking().OfType<ReportNotice>().OrderBy(row => row.Sequence).FirstOrDefaultAsync()),
        notice => notice?.EndedAt is not null, TimeSpan.FromSeconds(60))!;
}
