using Csss.EndToEnd.Tests.System;
using Csss.Testing;
using RabbitMQ.Client;

namespace Csss.EndToEnd.Tests;

[Collection(SystemCollection.Name)]
public sealed class BrokerTests(RunningSystem system)
{
    [Theory]
    [InlineData("inference-scan-uploaded")]
    [InlineData("inference-classify-scan")]
    [InlineData("reports-scan-uploaded")]
    [InlineData("reports-scan-rejected")]
    [InlineData("reports-prediction-completed")]
    [InlineData("reports-prediction-failed")]
    [InlineData("reports-report-emailed")]
    [InlineData("reports-report-delivery-failed")]
    [InlineData("notifications-email-report")]
    [InlineData("notifications-send-account-mail")]
    [InlineData("identity-scan-uploaded")]
    [InlineData("inference-report-generated")]
    [InlineData("notifications-event-log")]
    public async Task RabbitMQ_holds_a_queue_for_each_consumer(string queue)
    {
        var factory = new ConnectionFactory { Uri = new Uri(system.BrokerAddress()) };
        await using var connection = await factory.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();

        // A service that another test killed may still be coming back.
        await Eventually.ShouldAsync($"one consumer on {queue}", async () => (await channel.QueueDeclarePassiveAsync(queue)).ConsumerCount, count => count == 1);
    }
}
