using Csss.Testing;
using MassTransit;

namespace Csss.Messaging.Tests.Broker;

/// <summary>A broker that speaks TLS, with a certificate of the hospital's own.</summary>
public sealed class TlsTests : IAsyncLifetime
{
    private readonly TestCertificate _certificate = new();
    private readonly TestCertificate _other = new();
    private readonly RabbitMqNode _broker;

    public TlsTests() => _broker = new RabbitMqNode { Certificate = _certificate };

    public ValueTask InitializeAsync() => _broker.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        _certificate.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task Messages_go_over_TLS_to_a_broker_whose_authority_is_believed_and_to_no_other()
    {
        Assert.SkipUnless(RabbitMqNode.IsInstalled, RabbitMqNode.NotInstalled);
        await using var believing = await StartAsync(_broker.SecureAddress, _certificate.CertificateFile);
        await believing.HealthyAsync();
        await believing.PublishAsync(Samples.Scan());
        await believing.HandledCountAsync(1, TimeSpan.FromMinutes(1));

        // Its dead letters are looked at over TLS as well.
        (await believing.CommandAsync("dead-letters", "list", "secure-first")).ShouldContain("There is no queue secure-first_error");

        await using var other = await StartAsync(_broker.SecureAddress, _other.CertificateFile, "other");
        await using var machine = await StartAsync(_broker.SecureAddress, authority: null, "machine");
        await using var otherName = await StartAsync(_broker.SecureAddress.Replace("localhost", "127.0.0.2", StringComparison.Ordinal), _certificate.CertificateFile, "name");
        foreach (var service in new[] { other, machine, otherName })
        {
            await service.PublishAsync(Samples.Scan());
            await Should.ThrowAsync<TimeoutException>(() => service.OutboxEmptyAsync(TimeSpan.FromSeconds(2)));
        }
    }

    private static Task<TestService> StartAsync(string address, string? authority, string name = "secure") =>
        TestService.StartAsync(bus => bus.AddConsumer<FirstConsumer, FirstConsumerDefinition>(), name: name, broker: address, authority: authority);
}
