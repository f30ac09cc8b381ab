using System.Text;
using System.Text.RegularExpressions;
using Csss.Contracts;
using Csss.Contracts.Commands;
using Csss.Notifications.AccountMails;
using Csss.Notifications.Deliveries;
using Csss.Notifications.Email;
using Csss.Notifications.Recipients;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Csss.Notifications.Tests;

public sealed partial class MailTemplateTests
{
    private static readonly Uri Portal = new("https://portal.test/sign-in");
    private static readonly MailTemplates Templates = new();

    private static readonly string[] WithCode =
        [AccountMailTemplates.OneTimeCode, AccountMailTemplates.SecondFactorCode, AccountMailTemplates.PasswordReset, AccountMailTemplates.BreakGlass];

    private static readonly string[] WithoutCode =
        [MailTemplates.Report, AccountMailTemplates.AlreadyRegistered, AccountMailTemplates.PasswordChanged, AccountMailTemplates.AccountApproved];

    public static TheoryData<string> Languages => [.. MailTemplates.Languages];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_mail_is_there_in_every_language_in_its_own_words(string language)
    {
        foreach (var mail in WithCode.Concat(WithoutCode))
        {
            var text = Templates.Write(language, mail, Portal, "048213");
            var english = Templates.Write("en", mail, Portal, "048213");
            text.Html!.ShouldContain($"<html lang=\"{language}\" dir=\"{(language == "ar" ? "rtl" : "ltr")}\">");
            text.Plain.ShouldNotContain("{", Case.Sensitive, mail);
            text.Html!.ShouldNotContain("{", Case.Sensitive, mail);
            Regex.Count(text.Plain, "048213").ShouldBe(WithCode.Contains(mail) ? 1 : 0, mail);
            text.Plain.Contains(Portal.AbsoluteUri, StringComparison.Ordinal).ShouldBe(english.Plain.Contains(Portal.AbsoluteUri, StringComparison.Ordinal), mail);
            text.Plain.Split("\r\n\r\n").Length.ShouldBe(english.Plain.Split("\r\n\r\n").Length, mail);
            if (language != "en") text.Subject.ShouldNotBe(english.Subject, mail);
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_code_is_the_only_number_of_six_digits_in_any_script_and_not_in_the_subject(string language)
    {
        foreach (var mail in new[] { AccountMailTemplates.OneTimeCode, AccountMailTemplates.SecondFactorCode })
        {
            var text = Templates.Write(language, mail, Portal, "048213");
            foreach (var part in new[] { text.Plain, text.Html! })
                SixDigits().Matches(part).Select(match => match.Value).ShouldBe(["048213"], mail);
            text.Plain.Split("\r\n").ShouldContain("048213", mail);
            text.Subject.ShouldNotContain("048213");
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_HTML_loads_nothing_and_runs_nothing(string language)
    {
        foreach (var mail in WithCode.Concat(WithoutCode))
        {
            var html = Templates.Write(language, mail, Portal, "048213").Html!;
            Regex.IsMatch(html, @"<(img|script|link|style|iframe|object|form|input|svg|video|audio)\b|\bsrc=|url\(|@import|\bon\w+=", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture).ShouldBeFalse(mail);
            Regex.Matches(html, "href=\"(?<address>[^\"]*)\"").Select(match => match.Groups["address"].Value).ShouldAllBe(address => address == Portal.AbsoluteUri);
        }
    }

    [Fact]
    public void What_is_put_in_is_text_and_not_markup()
    {
        var text = Templates.Write("en", AccountMailTemplates.PasswordReset, new Uri("https://portal.test/?a=1&b=%22%3E"), "<b>\"{content}\"</b>");

        text.Html!.ShouldContain("&lt;b&gt;&quot;{content}&quot;&lt;/b&gt;");
        text.Html!.ShouldContain("href=\"https://portal.test/?a=1&amp;b=%22%3E\"");
        text.Html!.ShouldNotContain("<b>");
    }

    [Theory]
    [InlineData("de", "Ihr Einmalcode")]
    [InlineData("ar", "رمزك للاستعمال مرة واحدة")]
    [InlineData("hi", "आपका एक बार का कोड")]
    [InlineData("tlh", "Your one-time code")]
    public async Task A_mail_is_in_its_recipients_language_or_in_English(string language, string subject)
    {
        await using var application = await NotificationsApplication.StartAsync();
        var user = application.Identity.AddUser(Roles.Patient, language: language);

        await application.EndedAsync(await application.RequestAccountMailAsync(user.UserId, AccountMailTemplates.OneTimeCode, "048213"));

        var mail = application.Smtp.Mails.ShouldHaveSingleItem();
        mail.Subject.ShouldBe(subject);
        SixDigits().Matches(mail.TextBody!).Select(match => match.Value).ShouldBe(["048213"]);
    }

    [Fact]
    public void Line_breaks_in_names_add_no_header_and_no_part()
    {
        const string Evil = "x\r\nBcc: evil@evil.test\r\n\r\n--evil";
        var factory = new MailFactory(
            Options.Create(new SmtpOptions { From = "no-reply@hospital.test", FromName = Evil }), Options.Create(new MailOptions()), TimeProvider.System);
        var now = TimeProvider.System.GetUtcNow();
        var delivery = new AccountDelivery { Id = Ids.New(), RecipientId = Ids.New(), Template = "t", CreatedAt = now, ExpiresAt = now };

        using var message = factory.Create(
            delivery, new Recipient("ada@hospital.test", "active", "en"), new MailText(Evil, "text", "<p>html</p>"), new MailAttachment(Evil, "application/pdf", [1, 2, 3]));
        using var bytes = new MemoryStream();
        message.WriteTo(bytes);
        bytes.Position = 0;
        using var read = MimeMessage.Load(bytes);

        read.Headers.Select(header => header.Field).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(["Auto-Submitted", "Date", "From", "MIME-Version", "Message-Id", "Subject", "To"], Case.Insensitive);
        read.Bcc.ShouldBeEmpty();
        read.GetRecipients().ShouldHaveSingleItem().Address.ShouldBe("ada@hospital.test");
        Regex.IsMatch(Encoding.ASCII.GetString(bytes.ToArray()), @"^(Bcc:|--evil)", RegexOptions.Multiline | RegexOptions.ExplicitCapture).ShouldBeFalse();
        read.BodyParts.Count().ShouldBe(3);
    }

    // Any script's digits: a one-time code is typed as it stands.
    [GeneratedRegex(@"(?<!\d)\d{6}(?!\d)")]
    private static partial Regex SixDigits();
}
