using Csss.EndToEnd.Tests.System;
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
    public async Task RabbitMQ_holds_a_queue_for_each_consumer(string queue)
    {
        var factory = new ConnectionFactory { Uri = new Uri(system.BrokerAddress()) };
        await using var connection = await factory.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();

        var found = await channel.QueueDeclarePassiveAsync(queue);

        found.ConsumerCount.ShouldBe(1u);
    }
}
