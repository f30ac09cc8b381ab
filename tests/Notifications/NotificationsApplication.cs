using System.Globalization;
using System.Security.Cryptography;
using Csss.Contracts;
using Csss.Contracts.Commands;
using Csss.Notifications.Deliveries;
using Csss.Notifications.EventLog;
using Csss.Storage.Encryption;
using Csss.Testing;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Csss.Notifications.Tests;

/// <summary>Notifications with a mail server, Reports and Identity around it, all on real sockets, and retries in milliseconds.</summary>
public sealed class NotificationsApplication : ServiceFactory<Program>
{
    /// <summary>On a machine with nothing else to do it is milliseconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly byte[] _sealingKey = RandomNumberGenerator.GetBytes(32);

    internal ScriptedSmtp Smtp { get; init; } = new();

    public ReportsDouble Reports { get; private set; } = null!;

    internal LogLines Logs { get; } = new();

    /// <summary>Replaces services.</summary>
    internal Action<IServiceCollection>? Replace { get; init; }

    /// <summary>Looks on at, or meddles with, what is saved.</summary>
    internal IInterceptor? Interceptor { get; init; }

    /// <summary>Started, with settings on top.</summary>
    public static Task<NotificationsApplication> StartAsync(params (string Key, string? Value)[] settings) => StartAsync(new ScriptedSmtp(), settings);

    /// <summary>Started, before a mail server of the test's own.</summary>
    internal static Task<NotificationsApplication> StartAsync(ScriptedSmtp smtp, params (string Key, string? Value)[] settings) =>
        StartAsync(new NotificationsApplication { Smtp = smtp }, settings);

    internal static async Task<NotificationsApplication> StartAsync(NotificationsApplication application, params (string Key, string? Value)[] settings)
    {
        await application.InitializeAsync();
        foreach (var (key, value) in settings) application.Setting(key, value);
        _ = application.Services;
        return application;
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Reports = await ReportsDouble.StartAsync();
        Setting("services:reports:http:0", Reports.Address.ToString());
        Setting("Smtp:Host", "127.0.0.1");
        Setting("Smtp:Port", Smtp.Port.ToString(CultureInfo.InvariantCulture));
        Setting("Smtp:Timeout", "00:00:05");
        Setting("Smtp:Security", "None");
        Setting("Mail:SealingKey", Convert.ToBase64String(_sealingKey));
        Setting("Gateway:PublicUrl", "http://portal.test/");
        Setting("Deliveries:FirstRetryAfter", "00:00:00.020");
        Setting("Deliveries:LongestRetryAfter", "00:00:00.100");
    }

    /// <summary>Asks for a report to be mailed to a new patient; answers the command and the message's id.</summary>
    public async Task<(EmailReport Command, Guid MessageId)> RequestReportMailAsync(TestUser? patient = null, Guid? reportId = null)
    {
        patient ??= Identity.AddUser(Roles.Patient);
        var command = new EmailReport(reportId ?? Ids.New(), Ids.New(), patient.UserId, Ids.New());
        return (command, await SendAsync(command));
    }

    /// <summary>Asks for an account mail, its secret sealed as Identity seals it.</summary>
    public Task<Guid> RequestAccountMailAsync(Guid userId, string template, string? secret) =>
        SendAsync(new SendAccountMail(userId, template, secret is null ? null : Seal(userId, template, secret)));

    public string Seal(Guid userId, string template, string secret) => new Sealer(_sealingKey).Seal(secret, $"{userId:D}/{template}");

    public async Task<Guid> SendAsync<T>(T command, Guid? messageId = null, TimeSpan? lifetime = null)
        where T : class
    {
        var id = messageId ?? Ids.New();
        await Services.GetRequiredService<IBus>().Publish(command, command.GetType(), context =>
        {
            context.MessageId = id;
            if (lifetime is { } limit) context.TimeToLive = limit;
        });
        return id;
    }

    internal async Task<Delivery> DeliveryAsync(Guid id, Func<Delivery, bool> until) => (await Eventually.ShouldAsync(
        $"delivery {id}", () => WithDatabaseAsync(database => database.Deliveries.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id)),
        delivery => delivery is not null && until(delivery), Patience))!;

    /// <summary>The events of one kind that have left, once there are as many as expected.</summary>
    public Task<List<T>> PublishedAsync<T>(int expected)
        where T : class => Eventually.ShouldAsync(
            $"{expected} {typeof(T).Name}",
            () => Task.FromResult(Harness.Published.Select<T>().Select(message => message.Context.Message).ToList()),
            messages => messages.Count >= expected, Patience);

    internal Task<Delivery> EndedAsync(Guid id) => DeliveryAsync(id, delivery => delivery.EndedAt is not null);

    internal async Task<T> WithDatabaseAsync<T>(Func<NotificationsDb, Task<T>> use)
    {
        await using var scope = Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<NotificationsDb>());
    }

    /// <summary>Past the queue, for tests of what reads the log.</summary>
    internal async Task WriteToLogAsync(params PublicEvent[] events)
    {
        foreach (var occurred in events)
        {
            await using var scope = Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<EventLogWriter>().WriteAsync(occurred, TestContext.Current.CancellationToken);
        }
    }

    internal void Wake() => Services.GetRequiredService<DeliverySignal>().Raise();

    protected override void ConfigureTestServices(IServiceCollection services)
    {
        services.AddSingleton<ILoggerProvider>(Logs);
        Replace?.Invoke(services);
        if (Interceptor is not null) services.AddSingleton(Interceptor);
    }

    public override async ValueTask DisposeAsync()
    {
        TestContext.Current.TestOutputHelper?.WriteLine(Logs.Text);
        await base.DisposeAsync();
        await Smtp.DisposeAsync();
        if (Reports is not null) await Reports.DisposeAsync();
    }
}
