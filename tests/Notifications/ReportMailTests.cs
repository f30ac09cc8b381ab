using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Notifications.Deliveries;
using MimeKit;

namespace Csss.Notifications.Tests;

public sealed class ReportMailTests
{
    [Fact]
    public async Task The_encrypted_report_arrives_byte_for_byte_and_ReportEmailed_is_published()
    {
        await using var application = await NotificationsApplication.StartAsync();
        var patient = application.Identity.AddUser(Roles.Patient, name: "Ada Lovelace", email: "ada@hospital.test");

        var (command, id) = await application.RequestReportMailAsync(patient);

        (await application.EndedAsync(id)).State.ShouldBe(DeliveryState.Sent);
        var mail = application.Smtp.Mails.ShouldHaveSingleItem();
        mail.To.Mailboxes.ShouldHaveSingleItem().Address.ShouldBe("ada@hospital.test");
        mail.MessageId.ShouldBe($"{id:D}@csss.local");
        var attachment = mail.Attachments.ShouldHaveSingleItem().ShouldBeOfType<MimePart>();
        attachment.FileName.ShouldBe("report.pdf");
        attachment.ContentType.MimeType.ShouldBe("application/pdf");
        using var bytes = new MemoryStream();
        await attachment.Content!.DecodeToAsync(bytes);
        bytes.ToArray().ShouldBe(application.Reports.Pdf);

        var emailed = (await application.PublishedAsync<ReportEmailed>(1)).ShouldHaveSingleItem();
        (emailed.ReportId, emailed.ScanId, emailed.PatientId, emailed.Channel).ShouldBe((command.ReportId, command.ScanId, command.PatientId, "email"));
    }

    [Fact]
    public async Task The_mail_says_where_the_passphrase_is_and_names_nobody_and_nothing_clinical()
    {
        await using var application = await NotificationsApplication.StartAsync();
        var patient = application.Identity.AddUser(Roles.Patient, name: "Ada Lovelace", email: "p17@hospital.test");

        var (command, id) = await application.RequestReportMailAsync(patient);

        await application.EndedAsync(id);
        var mail = application.Smtp.Mails.ShouldHaveSingleItem();
        mail.TextBody!.ShouldContain("passphrase");
        mail.TextBody!.ShouldContain("http://portal.test/");
        mail.HtmlBody!.ShouldContain("<a href=\"http://portal.test/\">");
        foreach (var text in new[] { mail.Subject!, mail.TextBody!, mail.HtmlBody!, mail.To.ToString(), mail.From.ToString() })
            foreach (var secret in new[] { "Ada", "Lovelace", command.ReportId.ToString(), command.ScanId.ToString(), command.PatientId.ToString(), "scan", "X-ray", "Pneumonia", "radiograph" })
                text.ShouldNotContain(secret, Case.Insensitive);
    }

    [Fact]
    public async Task A_command_delivered_twice_is_one_mail()
    {
        await using var application = await NotificationsApplication.StartAsync();
        var (command, id) = await application.RequestReportMailAsync();
        await application.EndedAsync(id);

        await application.SendAsync(command, id);
        await application.SendAsync(command, id);
        var (_, marker) = await application.RequestReportMailAsync();
        await application.EndedAsync(marker);

        application.Smtp.Mails.Count(mail => mail.MessageId == $"{id:D}@csss.local").ShouldBe(1);
        (await application.PublishedAsync<ReportEmailed>(2)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_report_asked_for_again_while_it_is_on_its_way_is_one_mail()
    {
        await using var application = await NotificationsApplication.StartAsync();
        var isOpen = false;
        application.Smtp.Plan = _ => isOpen ? SmtpScript.Accept : new SmtpScript { Recipient = "451 Later" };
        var (command, first) = await application.RequestReportMailAsync();
        await application.DeliveryAsync(first, delivery => delivery.Attempts > 0);

        await application.SendAsync(command);
        await application.SendAsync(command with { RequestedBy = Ids.New() });
        isOpen = true;
        await application.EndedAsync(first);
        var (_, marker) = await application.RequestReportMailAsync();
        await application.EndedAsync(marker);

        (await application.WithDatabaseAsync(database => Task.FromResult(database.Deliveries.Count()))).ShouldBe(2);
        application.Smtp.Mails.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_report_asked_for_again_after_it_went_out_is_mailed_again()
    {
        await using var application = await NotificationsApplication.StartAsync();
        var (command, first) = await application.RequestReportMailAsync();
        await application.EndedAsync(first);

        var second = await application.SendAsync(command);
        await application.EndedAsync(second);

        application.Smtp.Mails.Select(mail => mail.MessageId).Distinct(StringComparer.Ordinal).Count().ShouldBe(2);
    }

    [Theory]
    [InlineData("pending_verification")]
    [InlineData("disabled")]
    public async Task An_account_that_is_not_active_gets_no_report(string status)
    {
        await using var application = await NotificationsApplication.StartAsync();

        var (command, id) = await application.RequestReportMailAsync(application.Identity.AddUser(Roles.Patient, status));

        (await application.EndedAsync(id)).Code.ShouldBe("no_recipient");
        application.Smtp.Conversations.ShouldBe(0);
        (await FailureAsync(application)).ShouldBe((command.ReportId, "no_recipient", 1));
    }

    [Fact]
    public async Task An_erased_account_and_a_missing_report_fail_at_once_and_say_why()
    {
        await using var application = await NotificationsApplication.StartAsync();
        var erased = application.Identity.AddUser(Roles.Patient);
        application.Identity.Set(erased.UserId, null);

        var (_, nobody) = await application.RequestReportMailAsync(erased);
        var (_, nothing) = await application.RequestReportMailAsync(reportId: application.Reports.Missing);

        (await application.EndedAsync(nobody)).Code.ShouldBe("no_recipient");
        (await application.EndedAsync(nothing)).Code.ShouldBe("no_report");
    }

    [Fact]
    public async Task An_address_and_a_file_name_cannot_add_a_header()
    {
        await using var application = await NotificationsApplication.StartAsync();
        application.Reports.FileName = "a\"; x=y.pdf";
        var patient = application.Identity.AddUser(Roles.Patient, email: "ada@hospital.test\r\nBcc: evil@evil.test");
        var honest = application.Identity.AddUser(Roles.Patient);

        var (_, refused) = await application.RequestReportMailAsync(patient);
        var (_, sent) = await application.RequestReportMailAsync(honest);

        (await application.EndedAsync(refused)).Code.ShouldBe("no_recipient");
        (await application.EndedAsync(sent)).State.ShouldBe(DeliveryState.Sent);
        var mail = application.Smtp.Mails.ShouldHaveSingleItem();
        mail.Bcc.ShouldBeEmpty();
        mail.Attachments.ShouldHaveSingleItem().ContentDisposition!.FileName.ShouldBe("a\"; x=y.pdf");
    }

    private static async Task<(Guid, string, int)> FailureAsync(NotificationsApplication application)
    {
        var failed = (await application.PublishedAsync<ReportDeliveryFailed>(1)).ShouldHaveSingleItem();
        return (failed.ReportId, failed.Code, failed.Attempts);
    }
}
