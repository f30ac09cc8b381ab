using System.Text.RegularExpressions;
using Csss.Contracts;
using Csss.Contracts.Commands;
using Csss.Notifications.AccountMails;
using Csss.Notifications.Deliveries;

namespace Csss.Notifications.Tests;

public sealed partial class AccountMailTests
{
    [Fact]
    public async Task A_one_time_code_arrives_as_the_only_six_digit_number_and_its_secret_is_erased()
    {
        await using var application = await NotificationsApplication.StartAsync();
        var user = application.Identity.AddUser(Roles.Patient, status: "pending_verification", name: "Ada Lovelace");

        var id = await application.RequestAccountMailAsync(user.UserId, AccountMailTemplates.OneTimeCode, "048213");

        var delivery = await application.EndedAsync(id);
        delivery.State.ShouldBe(DeliveryState.Sent);
        delivery.ShouldBeOfType<AccountDelivery>().SealedSecret.ShouldBeNull();
        var mail = application.Smtp.Mails.ShouldHaveSingleItem();
        mail.To.Mailboxes.Single().Address.ShouldBe(user.Email);
        SixDigits().Matches(mail.TextBody!).Select(match => match.Value).ShouldBe(["048213"]);
        SixDigits().Matches(mail.HtmlBody!).Select(match => match.Value).ShouldBe(["048213"]);
        mail.Subject!.ShouldNotContain("048213");
        (mail.Subject + mail.TextBody + mail.HtmlBody + mail.To.Mailboxes.First().Name).ShouldNotContain("Ada");
        application.Logs.Text.ShouldNotContain("048213");
        application.Logs.Text.ShouldNotContain(user.Email);
    }

    [Fact]
    public async Task Somebody_who_registers_again_is_told_and_given_no_secret()
    {
        await using var application = await NotificationsApplication.StartAsync();
        var user = application.Identity.AddUser(Roles.Patient);

        var id = await application.RequestAccountMailAsync(user.UserId, AccountMailTemplates.AlreadyRegistered, secret: null);

        (await application.EndedAsync(id)).State.ShouldBe(DeliveryState.Sent);
        application.Smtp.Mails.ShouldHaveSingleItem().TextBody!.ShouldContain("already has an account");
    }

    [Fact]
    public async Task A_password_key_arrives_whole()
    {
        await using var application = await NotificationsApplication.StartAsync();
        const string Token = "q83vEjRWeJCrze8SNFZ4kA-_q83vEjRWeJCrze8SNFZ4kA";

        var id = await application.RequestAccountMailAsync(application.Identity.AddUser(Roles.Doctor).UserId, AccountMailTemplates.PasswordReset, Token);

        await application.EndedAsync(id);
        application.Smtp.Mails.ShouldHaveSingleItem().TextBody!.Split('\n').Select(line => line.Trim()).ShouldContain(Token);
    }

    [Fact]
    public async Task A_sign_in_code_warns_of_who_may_know_the_password()
    {
        await using var application = await NotificationsApplication.StartAsync();
        var user = application.Identity.AddUser(Roles.Doctor, name: "Ada Lovelace");

        var id = await application.RequestAccountMailAsync(user.UserId, AccountMailTemplates.SecondFactorCode, "048213");

        (await application.EndedAsync(id)).ShouldBeOfType<AccountDelivery>().SealedSecret.ShouldBeNull();
        var mail = application.Smtp.Mails.ShouldHaveSingleItem();
        SixDigits().Matches(mail.TextBody!).Select(match => match.Value).ShouldBe(["048213"]);
        SixDigits().Matches(mail.HtmlBody!).Select(match => match.Value).ShouldBe(["048213"]);
        mail.TextBody!.ShouldContain("somebody knows yours");
        (mail.Subject + mail.TextBody + mail.HtmlBody + mail.To.Mailboxes.First().Name).ShouldNotContain("Ada");
        mail.Subject!.ShouldNotContain("048213");
    }

    [Fact]
    public async Task Whose_password_was_changed_is_told_and_given_no_secret()
    {
        await using var application = await NotificationsApplication.StartAsync();
        var id = await application.RequestAccountMailAsync(application.Identity.AddUser(Roles.Doctor).UserId, AccountMailTemplates.PasswordChanged, secret: null);
        (await application.EndedAsync(id)).State.ShouldBe(DeliveryState.Sent);
        application.Smtp.Mails.ShouldHaveSingleItem().TextBody!.ShouldContain("has just been changed");
    }

    [Theory]
    [InlineData(AccountMailTemplates.OneTimeCode, 10)]
    [InlineData(AccountMailTemplates.SecondFactorCode, 10)]
    [InlineData(AccountMailTemplates.PasswordReset, 30)]
    [InlineData(AccountMailTemplates.PasswordChanged, 24 * 60)]
    public void A_mail_is_tried_for_as_long_as_what_is_in_it_is_worth_anything(string template, int minutes) =>
        AccountDelivery.LifetimeOf(template).ShouldBe(TimeSpan.FromMinutes(minutes));

    [Fact]
    public async Task A_code_that_is_late_is_dropped_unsent_and_erased()
    {
        await using var application = await NotificationsApplication.StartAsync();
        var user = application.Identity.AddUser(Roles.Patient);
        var now = TimeProvider.System.GetUtcNow();
        var late = new AccountDelivery
        {
            Id = Ids.New(),
            RecipientId = user.UserId,
            Template = AccountMailTemplates.OneTimeCode,
            SealedSecret = application.Seal(user.UserId, AccountMailTemplates.OneTimeCode, "123456"),
            CreatedAt = now.AddMinutes(-11),
            ExpiresAt = now.AddMinutes(-1),
        };
        await application.WithDatabaseAsync(database =>
        {
            database.Deliveries.Add(late);
            return database.SaveChangesAsync();
        });
        application.Wake();

        var delivery = await application.EndedAsync(late.Id);

        delivery.State.ShouldBe(DeliveryState.Expired);
        delivery.ShouldBeOfType<AccountDelivery>().SealedSecret.ShouldBeNull();
        application.Smtp.Conversations.ShouldBe(0);
    }

    [Fact]
    public async Task A_code_that_cannot_be_sent_in_its_lifetime_is_given_up_with_it()
    {
        await using var application = await NotificationsApplication.StartAsync();
        application.Smtp.Plan = _ => new SmtpScript { Recipient = "451 Later" };
        var user = application.Identity.AddUser(Roles.Patient);
        var command = new SendAccountMail(user.UserId, AccountMailTemplates.OneTimeCode, application.Seal(user.UserId, AccountMailTemplates.OneTimeCode, "123456"));

        var id = await application.SendAsync(command, lifetime: TimeSpan.FromSeconds(2));

        var delivery = await application.EndedAsync(id);
        delivery.State.ShouldBeOneOf(DeliveryState.Failed, DeliveryState.Expired);
        delivery.Attempts.ShouldBeGreaterThan(1);
        delivery.ShouldBeOfType<AccountDelivery>().SealedSecret.ShouldBeNull();
        application.Smtp.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_command_that_arrives_late_leaves_no_trace_of_its_secret()
    {
        await using var application = await NotificationsApplication.StartAsync();
        var user = application.Identity.AddUser(Roles.Patient);
        var command = new SendAccountMail(user.UserId, AccountMailTemplates.OneTimeCode, application.Seal(user.UserId, AccountMailTemplates.OneTimeCode, "123456"));

        await application.SendAsync(command, lifetime: TimeSpan.FromTicks(1));
        var marker = await application.RequestAccountMailAsync(user.UserId, AccountMailTemplates.AlreadyRegistered, secret: null);
        await application.EndedAsync(marker);

        (await application.WithDatabaseAsync(database => Task.FromResult(database.Deliveries.Count()))).ShouldBe(1);
        application.Smtp.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_secret_sealed_for_somebody_else_does_not_open()
    {
        await using var application = await NotificationsApplication.StartAsync();
        var user = application.Identity.AddUser(Roles.Patient);
        var stolen = application.Seal(Ids.New(), AccountMailTemplates.OneTimeCode, "123456");

        var id = await application.SendAsync(new SendAccountMail(user.UserId, AccountMailTemplates.OneTimeCode, stolen));

        (await application.EndedAsync(id)).Code.ShouldBe("secret_unreadable");
        application.Smtp.Conversations.ShouldBe(0);
    }

    [GeneratedRegex(@"(?<!\d)\d{6}(?!\d)")]
    private static partial Regex SixDigits();
}
