using Csss.Contracts;
using Csss.Messaging.Auditing;
using Csss.Messaging.Broker;
using Csss.Messaging.DeadLetters;
using Csss.Messaging.Inbox;
using Csss.Messaging.Outbox;
using Csss.Messaging.Sessions;
using Csss.ServiceDefaults;
using Csss.ServiceDefaults.Operations;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Csss.Messaging;

/// <summary>What a service that publishes or consumes adds to itself.</summary>
public static class MessagingExtensions
{
    /// <summary>
    /// Adds the bus, this service's consumers, and the outbox and inbox in <typeparamref name="TContext"/>, whose model must call
    /// <see cref="MessagingModelExtensions.AddMessaging"/>. A lost broker makes the service Degraded, not unhealthy: the outbox holds.
    /// </summary>
    public static WebApplicationBuilder AddMessaging<TContext>(
        this WebApplicationBuilder builder, string service, Action<IBusRegistrationConfigurator> addConsumers)
        where TContext : DbContext
    {
        builder.AddOutbox<TContext>();
        builder.Services.AddValidatedOptions<BrokerOptions>("Broker").PostConfigure<IConfiguration>(BrokerOptions.Read);
        builder.Services.AddSingleton(services => new BrokerConnections(services.GetRequiredService<IOptions<BrokerOptions>>()));
        builder.Services.AddScoped(services => new InboxContext(services.GetRequiredService<TContext>()));
        builder.Services.AddHostedService<InboxCleaning>();
        builder.Services.AddScoped<IOperatorCommand, DeadLetterCommand>();
        builder.AddRevocationFeed();
        builder.Services.AddAuditing();
        builder.Services.AddMassTransit(bus =>
        {
            bus.ConfigureHealthCheckOptions(health => health.MinimalFailureStatus = HealthStatus.Degraded);
            bus.SetEndpointNameFormatter(new KebabCaseEndpointNameFormatter(service, includeNamespace: false));
            bus.AddConsumer<SessionRevokedConsumer, SessionRevokedConsumerDefinition>();
            addConsumers(bus);
            bus.UsingRabbitMq((context, rabbit) =>
            {
                var broker = context.GetRequiredService<IOptions<BrokerOptions>>().Value;
                var login = new LoginFirst(service, context.GetRequiredService<ILogger<LoginFirst>>());
                rabbit.Host(broker.Host, (ushort)broker.PortOrDefault, broker.VirtualHost, service, host => broker.Apply(host, login));
                rabbit.PublishTopology.BrokerTopologyOptions = PublishBrokerTopologyOptions.MaintainHierarchy;
                rabbit.ConfigureEndpoints(context);
            });
        });
        return builder;
    }

    private static void AddOutbox<TContext>(this WebApplicationBuilder builder) where TContext : DbContext
    {
        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddSingleton<OutboxMetrics>();
        builder.Services.AddSingleton<IInterceptor, OutboxSaveInterceptor>();
        builder.Services.AddSingleton<IInterceptor, OutboxCommitInterceptor>();
        builder.Services.AddSingleton<OutboxPublisher>();
        builder.Services.AddHostedService<OutboxRelay<TContext>>();
    }
}
