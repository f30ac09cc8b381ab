using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Csss.Contracts;
using Csss.Contracts.Broker;
using Csss.Contracts.Commands;
using Csss.Contracts.Events;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Operations;
using Csss.Testing;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Csss.Messaging.Tests.Broker;

/// <summary>Each service as its own user of a real broker: what it needs works, and nothing else does.</summary>
[Collection(BrokerCollection.Name)]
public sealed class PermissionTests(RabbitMqNode broker)
{
    private const string Password = "a-password-of-the-test";
    private static readonly SemaphoreSlim One = new(1);
    private static bool _done;

    [Fact]
    public async Task With_its_own_user_a_service_publishes_consumes_hears_of_revoked_sessions_and_keeps_dead_letters()
    {
        Assert.SkipUnless(RabbitMqNode.IsInstalled, RabbitMqNode.NotInstalled);
        await AddUsersAsync();
        await using var reports = await StartAsync(ResourceNames.Reports, bus => bus.AddConsumer<FirstConsumer, FirstConsumerDefinition>());
        await using var notifications = await StartAsync(ResourceNames.Notifications, bus => bus.AddConsumer<MailConsumer, MailConsumerDefinition>());
        await using var inference = await StartAsync(ResourceNames.Inference);
        await using var identity = await StartAsync(ResourceNames.Identity);
        await reports.HealthyAsync();
        await notifications.HealthyAsync();

        var (scan, mail, session) = (Samples.Scan(), Samples.Mail(), Ids.New());
        await inference.PublishAsync(scan);
        await reports.PublishAsync(mail);
        await identity.PublishAsync(new SessionRevoked(session, Ids.New(), TimeProvider.System.GetUtcNow()));

        await reports.HandledCountAsync(1);
        await notifications.HandledCountAsync(1, TimeSpan.FromSeconds(45));
        foreach (var service in new[] { reports, notifications, inference, identity }) await service.HeardOfAsync(session);

        reports.FailNext(3);
        await inference.PublishAsync(Samples.Scan());
        await Eventually.ShouldAsync("it is a dead letter", () => broker.CountAsync("reports-first_error"), count => count == 1);
        (await reports.CommandAsync("dead-letters", "replay", "reports-first")).ShouldContain("1 message(s) replayed");
        await reports.HandledCountAsync(2);
    }

    [Fact]
    public async Task What_a_service_does_not_own_it_cannot_publish()
    {
        Assert.SkipUnless(RabbitMqNode.IsInstalled, RabbitMqNode.NotInstalled);
        await AddUsersAsync();
        await using var reports = await StartAsync(ResourceNames.Reports, bus => bus.AddConsumer<FirstConsumer, FirstConsumerDefinition>());
        await using var notifications = await StartAsync(ResourceNames.Notifications);
        await reports.HealthyAsync();
        var forged = Samples.Scan();

        await notifications.PublishAsync(forged);

        await Should.ThrowAsync<TimeoutException>(() => notifications.OutboxEmptyAsync(TimeSpan.FromSeconds(5)));
        (await reports.HandledAsync()).ShouldNotContain(row => row.Subject == forged.ScanId);
    }

    /// <summary>Past MassTransit, with the user's own password: what somebody who took over the service could try.</summary>
    [Fact]
    public async Task Nobody_reads_writes_binds_or_deletes_what_is_anothers()
    {
        Assert.SkipUnless(RabbitMqNode.IsInstalled, RabbitMqNode.NotInstalled);
        await AddUsersAsync();
        await using (var owner = await StartAsync(ResourceNames.Notifications, bus => bus.AddConsumer<MailConsumer, MailConsumerDefinition>()))
            await owner.HealthyAsync();
        const string Theirs = "notifications-mail";
        var mailExchange = $"{typeof(SendAccountMail).Namespace}:{nameof(SendAccountMail)}";

        var tries = new Dictionary<string, Func<IChannel, Task>>
        {
            ["take a message"] = channel => channel.BasicGetAsync(Theirs, autoAck: true),
            ["consume"] = channel => channel.BasicConsumeAsync(Theirs, autoAck: true, new AsyncDefaultBasicConsumer(channel)),
            ["declare their queue"] = channel => channel.QueueDeclareAsync(Theirs, durable: true, exclusive: false, autoDelete: false),
            ["delete their queue"] = channel => channel.QueueDeleteAsync(Theirs),
            ["empty their queue"] = channel => channel.QueuePurgeAsync(Theirs),
            ["read their dead letters"] = channel => channel.BasicGetAsync(Theirs + "_error", autoAck: true),
            ["publish into their queue's exchange"] = channel => PublishAsync(channel, Theirs, ""),
            ["publish past every exchange"] = channel => PublishAsync(channel, "", Theirs),
            ["publish another's event"] = channel => PublishAsync(channel, ExchangeOf<ScanUploaded>(), ""),
            ["publish another's command"] = channel => PublishAsync(channel, mailExchange, ""),
            ["bind a queue of one's own to another's command"] = async channel =>
            {
                await channel.QueueDeclareAsync("reports-ear", durable: false, exclusive: false, autoDelete: true);
                await channel.QueueBindAsync("reports-ear", mailExchange, "");
            },
            ["bind an exchange of one's own to it"] = async channel =>
            {
                await channel.ExchangeDeclareAsync("reports-ear", "fanout", durable: false, autoDelete: true);
                await channel.ExchangeBindAsync("reports-ear", mailExchange, "");
            },
            ["lead an event of one's own into their queue"] = channel => channel.QueueBindAsync(Theirs, ExchangeOf<ReportGenerated>(), ""),
            ["declare what belongs to nobody"] = channel => channel.QueueDeclareAsync("elsewhere", durable: false, exclusive: false, autoDelete: true),
        };
        foreach (var (what, attempt) in tries)
        {
            await using var connection = await ConnectAsync(ResourceNames.Reports);
            await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
            var refused = await Should.ThrowAsync<OperationInterruptedException>(() => attempt(channel), what);
            refused.ShutdownReason!.ReplyCode.ShouldBe((ushort)403, what);
        }

        (await broker.CountAsync(Theirs)).ShouldBe(0u);
    }

    [Fact]
    public async Task A_user_without_permissions_and_a_wrong_password_get_nowhere()
    {
        Assert.SkipUnless(RabbitMqNode.IsInstalled, RabbitMqNode.NotInstalled);
        await AddUsersAsync();

        await Should.ThrowAsync<BrokerUnreachableException>(() => ConnectAsync(ResourceNames.Reports, "wrong"));
        await Should.ThrowAsync<BrokerUnreachableException>(() => ConnectAsync("guest", "guest"));
    }

    private static string ExchangeOf<T>() => $"{typeof(T).Namespace}:{typeof(T).Name}";

    private static async Task PublishAsync(IChannel channel, string exchange, string routingKey)
    {
        await channel.BasicPublishAsync(exchange, routingKey, mandatory: false, new BasicProperties(), new byte[] { 1 });
        // The refusal closes the channel: seen by whatever comes next, if not by the confirmation.
        await channel.QueueDeclarePassiveAsync("notifications-mail");
    }

    private Task<TestService> StartAsync(string service, Action<IBusRegistrationConfigurator>? consumers = null) =>
        TestService.StartAsync(consumers, name: service, broker: broker.AddressOf(service, Password));

    private Task<IConnection> ConnectAsync(string user, string password = Password) =>
        new ConnectionFactory { Uri = new Uri(broker.AddressOf(user, password)), AutomaticRecoveryEnabled = false }.CreateConnectionAsync();

    /// <summary>All at once and once only: rabbitmqctl takes seconds a call.</summary>
    private async Task AddUsersAsync()
    {
        await One.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (_done) return;
            var file = Path.GetTempFileName();
            await File.WriteAllTextAsync(file, Definitions());
            await broker.ControlAsync("import_definitions", file);
            File.Delete(file);
            _done = true;
        }
        finally
        {
            One.Release();
        }
    }

    private static string Definitions() => JsonSerializer.Serialize(new
    {
        vhosts = new[] { new { name = "/" } },
        users = MessageFlow.Services.Select(service => new { name = service, password_hash = Hash(Password), hashing_algorithm = "rabbit_password_hashing_sha256", tags = "" }),
        permissions = MessageFlow.Services.Select(service => (Service: service, Permissions: BrokerPermissions.Of(service)))
            .Select(of => new { user = of.Service, vhost = "/", configure = of.Permissions.Configure, write = of.Permissions.Write, read = of.Permissions.Read }),
    });

    /// <summary>As RabbitMQ keeps passwords: a salt of four bytes, and SHA-256 over it and the password.</summary>
    private static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(4);
        return Convert.ToBase64String([.. salt, .. SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(password)])]);
    }
}

/// <summary>What these tests do with a service.</summary>
internal static class PermissionSteps
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    public static async Task HealthyAsync(this TestService service)
    {
        using var client = new HttpClient { BaseAddress = service.Address };
        await Eventually.ShouldAsync("it is healthy", () => client.GetStringAsync(new Uri("/health", UriKind.Relative)), text => text.Contains("Healthy", StringComparison.Ordinal), Patience);
    }

    public static Task HeardOfAsync(this TestService service, Guid session) =>
        Eventually.ShouldAsync("the session is dead", () => Task.FromResult(service.Services.GetRequiredService<RevokedSessions>().Contains(session)), Patience);

    public static void FailNext(this TestService service, int times) => service.Services.GetRequiredService<Gate>().FailTimes = times;

    public static async Task<string> CommandAsync(this TestService service, string name, params string[] arguments)
    {
        await using var scope = service.Services.CreateAsyncScope();
        using var output = new StringWriter();
        await scope.ServiceProvider.GetServices<IOperatorCommand>().Single(command => command.Name == name).RunAsync(arguments, output, TestContext.Current.CancellationToken);
        return output.ToString();
    }
}
