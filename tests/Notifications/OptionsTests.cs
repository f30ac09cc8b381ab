using Csss.Testing;

namespace Csss.Notifications.Tests;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("Smtp:Host", "", "Smtp:Host is not set")]
    [InlineData("Smtp:From", "nobody", "Smtp:From is not an e-mail address")]
    [InlineData("Smtp:User", "csss", "a password is not sent in the clear")]
    [InlineData("Mail:SealingKey", "c2hvcnQ=", "Mail:SealingKey is not 32 bytes")]
    [InlineData("Mail:MessageIdDomain", "a b", "Mail:MessageIdDomain")]
    [InlineData("Gateway:PublicUrl", null, "Mail:PortalUrl")]
    [InlineData("Gateway:PublicUrl", null, "EventLog:PublicUrl")]
    [InlineData("Deliveries:Concurrency", "0", "Deliveries:Concurrency")]
    [InlineData("Webhooks:Concurrency", "0", "Webhooks:Concurrency")]
    [InlineData("Webhooks:Timeout", "01:00:00", "Webhooks:Timeout")]
    [InlineData("Webhooks:AuthorityFile", "/nowhere.pem", "Webhooks:AuthorityFile names /nowhere.pem")]
    [InlineData("Webhooks:NoticeTo", "the operators", "Webhooks:NoticeTo is not an e-mail address")]
    [InlineData("EventLog:KeepFor", "00:00:00", "EventLog:KeepFor")]
    [InlineData("EventLog:PollEvery", "01:00:00", "EventLog:PollEvery")]
    public async Task A_setting_that_cannot_work_stops_the_service_with_a_word_of_advice(string key, string? value, string advice)
    {
        await using var application = new NotificationsApplication();
        await application.InitializeAsync();
        application.Setting(key, value);

        // Which exception comes out is a race inside WebApplicationFactory: the host that failed may be disposed of before it is asked. What an operator reads is the log.
        Should.Throw<Exception>(() => application.Services);

        await Eventually.ShouldAsync("the log says why", () => Task.FromResult(application.Logs.Text.Contains(advice, StringComparison.Ordinal)));
    }
}
