using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Csss.Contracts;
using Csss.Notifications.Webhooks;
using Csss.ServiceDefaults.Operations;
using Csss.Storage.Encryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Notifications.Tests.Webhooks;

public sealed class SecretTests
{
    /// <summary>The example of the specification.</summary>
    [Fact]
    public void The_signature_is_that_of_Standard_Webhooks()
    {
        var sealer = new Sealer(RandomNumberGenerator.GetBytes(32));
        var id = Ids.New();
        var webhook = Webhook(id, sealer.Seal("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", Csss.Notifications.Webhooks.Webhook.ContextOf(id)));

        var signature = new WebhookSecrets(sealer).Sign(webhook, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", """{"test": 2432232314}""", TimeProvider.System.GetUtcNow());

        signature.ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    [Fact]
    public async Task A_secret_is_shown_once_and_is_nowhere_in_the_clear()
    {
        await using var application = await WebhookWorld.StartAsync();
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync("http://127.0.0.1:9/");

        Convert.FromBase64String(webhook.Secret["whsec_".Length..]).Length.ShouldBe(32);
        (await partner.GetStringAsync("/webhooks")).ShouldNotContain(webhook.Secret["whsec_".Length..]);
        var stored = await application.WithDatabaseAsync(database => database.Webhooks.AsNoTracking().SingleAsync());
        stored.SealedKey.ShouldNotContain(webhook.Secret["whsec_".Length..]);
        application.Logs.Text.ShouldNotContain(webhook.Secret["whsec_".Length..]);
    }

    [Fact]
    public async Task After_a_rotation_both_secrets_sign_for_a_while()
    {
        await using var receiver = new Receiver();
        await using var application = await WebhookWorld.StartAsync();
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync(receiver.Url);

        var second = await RotateAsync(partner, webhook.WebhookId);
        await application.HappenAsync();

        var call = (await receiver.CallsAsync(1))[0];
        call.Headers["webhook-signature"].Split(' ').Length.ShouldBe(2);
        StandardWebhooks.ShouldBeSignedWith(call, webhook.Secret);
        StandardWebhooks.ShouldBeSignedWith(call, second);
        (await partner.WebhookAsync(webhook.WebhookId)).GetProperty("previous_secret_until").GetDateTimeOffset()
            .ShouldBe(TimeProvider.System.GetUtcNow().AddDays(1), TimeSpan.FromMinutes(10));

        // The one before the one before is over.
        var third = await RotateAsync(partner, webhook.WebhookId);
        await application.HappenAsync();
        var later = (await receiver.CallsAsync(2))[1];
        StandardWebhooks.ShouldBeSignedWith(later, third);
        StandardWebhooks.ShouldBeSignedWith(later, second);
        StandardWebhooks.IsSignedWith(later, webhook.Secret).ShouldBeFalse();
    }

    [Fact]
    public async Task When_the_while_is_over_only_the_new_one_signs()
    {
        await using var receiver = new Receiver();
        await using var application = await WebhookWorld.StartAsync(("Webhooks:RotationGrace", "00:00:00"));
        var partner = application.Partner();
        var webhook = await partner.AddWebhookAsync(receiver.Url);

        var second = await RotateAsync(partner, webhook.WebhookId);
        await application.HappenAsync();

        var call = (await receiver.CallsAsync(1))[0];
        StandardWebhooks.ShouldBeSignedWith(call, second);
        StandardWebhooks.IsSignedWith(call, webhook.Secret).ShouldBeFalse();
        (await partner.WebhookAsync(webhook.WebhookId)).GetProperty("previous_secret_until").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Both_secrets_are_moved_to_a_new_master_key()
    {
        var storage = Directory.CreateTempSubdirectory("csss-test-");
        await using var receiver = new Receiver();
        var (old, current) = (NewKey(), NewKey());
        Made webhook;
        string second;
        await using (var before = await WebhookWorld.StartAsync(("Storage:Directory", storage.FullName), ("Storage:MasterKey", old)))
        {
            webhook = await before.Partner().AddWebhookAsync(receiver.Url);
            second = await RotateAsync(before.Partner(), webhook.WebhookId);
        }

        await using (var during = await WebhookWorld.StartAsync(
            ("Storage:Directory", storage.FullName), ("Storage:MasterKey", current), ("Storage:PreviousMasterKeys:0", old)))
        {
            await using var scope = during.Services.CreateAsyncScope();
            var output = new StringWriter();
            var rotation = scope.ServiceProvider.GetServices<IOperatorCommand>().Single(command => command.Name == "rotate-master-key");
            (await rotation.RunAsync([], output, CancellationToken.None)).ShouldBe(0, output.ToString());
            output.ToString().ShouldContain("keys of webhooks: 1 moved");
        }

        await using (var after = await WebhookWorld.StartAsync(("Storage:Directory", storage.FullName), ("Storage:MasterKey", current)))
        {
            _ = after.Partner();
            await after.HappenAsync();
            var call = (await receiver.CallsAsync(1))[0];
            StandardWebhooks.ShouldBeSignedWith(call, webhook.Secret);
            StandardWebhooks.ShouldBeSignedWith(call, second);
        }

        storage.Delete(recursive: true);
    }

    private static async Task<string> RotateAsync(HttpClient partner, Guid webhook)
    {
        using var answer = await partner.PostAsync($"/webhooks/{webhook}/rotate", content: null);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).Text("secret")!;
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private static Webhook Webhook(Guid id, string sealedKey) => new()
    {
        Id = id, ClientId = "partner", Url = "https://hooks.test/", Events = [], CreatedAt = default, Position = 0, SealedKey = sealedKey,
    };
}
