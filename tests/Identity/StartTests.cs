using Microsoft.Extensions.Options;

namespace Csss.Identity.Tests;

public sealed class StartTests
{
    [Theory]
    [InlineData("Mail:SealingKey", null, "Mail:SealingKey is not set")]
    [InlineData("Mail:SealingKey", "short", "Mail:SealingKey is not 32 bytes")]
    [InlineData("ServiceClients:csss-reports:Secret", "short", "ServiceClients:csss-reports:Secret is shorter")]
    [InlineData("ServiceClients:csss-nobody:Secret", "long-enough-but-unknown", "csss-nobody is not one of our services")]
    [InlineData("Sessions:IdleLifetime", "60.00:00:00", "Sessions:IdleLifetime")]
    [InlineData("TwoFactor:RequiredFor", "doctor,surgeon", "TwoFactor:RequiredFor")]
    [InlineData("TwoFactor:Issuer", "", "TwoFactor:Issuer")]
    [InlineData("Passwords:BreachedList", "/nowhere/at/all", "Passwords:BreachedList")]
    [InlineData("Keys:Overlap", "00:01:00", "Keys:Overlap")]
    [InlineData("Keys:RotateEvery", "00:10:00", "Keys:RotateEvery")]
    public async Task A_wrong_setting_stops_the_start_with_a_message_to_act_on(string key, string? value, string message)
    {
        await using var factory = new IdentityFactory();
        await factory.InitializeAsync();
        factory.Setting(key, value);
        Should.Throw<OptionsValidationException>(() => factory.CreateClient()).Message.ShouldContain(message);
    }
}
