using Csss.Contracts;
using Csss.Contracts.Commands;
using Csss.Notifications.Deliveries;
using MimeKit;

namespace Csss.Notifications.Tests;

public sealed class RealInboxTests
{
    [Fact]
    public async Task MailDev_receives_the_report_and_the_code_as_they_were_sent()
    {
        Assert.SkipUnless(MailDev.IsInstalled, "MailDev is not installed: npm ci in deploy/maildev.");
        await using var inbox = await MailDev.StartAsync();
        await using var application = await NotificationsApplication.StartAsync(("Smtp:Port", $"{inbox.SmtpPort}"), ("Smtp:Host", "localhost"), ("Smtp:Timeout", "00:00:30"));
        var patient = application.Identity.AddUser(Roles.Patient, email: "ada@hospital.test");

        var (_, report) = await application.RequestReportMailAsync(patient);
        var code = await application.RequestAccountMailAsync(patient.UserId, AccountMailTemplates.OneTimeCode, "048213");

        (await application.EndedAsync(report)).State.ShouldBe(DeliveryState.Sent);
        (await application.EndedAsync(code)).State.ShouldBe(DeliveryState.Sent);
        var mails = await inbox.MailsAsync();
        mails.Count.ShouldBe(2);
        mails.ShouldAllBe(mail => mail.To.Mailboxes.Single().Address == "ada@hospital.test");
        var pdf = (MimePart)mails.Single(mail => mail.MessageId == $"{report:D}@csss.local").Attachments.Single();
        using var bytes = new MemoryStream();
        await pdf.Content!.DecodeToAsync(bytes);
        bytes.ToArray().ShouldBe(application.Reports.Pdf);
        mails.Single(mail => mail.MessageId == $"{code:D}@csss.local").TextBody!.ShouldContain("048213");
    }
}
