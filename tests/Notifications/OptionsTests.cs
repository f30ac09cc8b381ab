using Microsoft.Extensions.Options;

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
    [InlineData("Deliveries:Concurrency", "0", "Deliveries:Concurrency")]
    public async Task A_setting_that_cannot_work_stops_the_service_with_a_word_of_advice(string key, string? value, string advice)
    {
        var start = () => NotificationsApplication.StartAsync((key, value));

        (await start.ShouldThrowAsync<OptionsValidationException>()).Message.ShouldContain(advice);
    }
}
