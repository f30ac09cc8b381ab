using Csss.Contracts;
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

namespace Csss.Messaging;

/// <summary>What a service that publishes or consumes adds to itself.</summary>
public static class MessagingExtensions
{
    /// <summary>
    /// Adds the bus, this service's consumers, and the outbox and inbox in <typeparamref name="TContext"/>, whose model must call
    /// <see cref="MessagingModelExtensions.AddMessaging"/>. A lost broker makes the service Degraded, not unhealthy: the outbox holds.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no connection string <c>broker</c>.</exception>
    public static WebApplicationBuilder AddMessaging<TContext>(
        this WebApplicationBuilder builder, string service, Action<IBusRegistrationConfigurator> addConsumers)
        where TContext : DbContext
    {
        builder.AddOutbox<TContext>();
        builder.Services.AddScoped(services => new InboxContext(services.GetRequiredService<TContext>()));
        builder.Services.AddHostedService<InboxCleaning>();
        builder.Services.AddScoped<IOperatorCommand, DeadLetterCommand>();
        builder.AddRevocationFeed();
        builder.Services.AddMassTransit(bus =>
        {
            bus.ConfigureHealthCheckOptions(health => health.MinimalFailureStatus = HealthStatus.Degraded);
            bus.SetEndpointNameFormatter(new KebabCaseEndpointNameFormatter(service, includeNamespace: false));
            bus.AddConsumer<SessionRevokedConsumer, SessionRevokedConsumerDefinition>();
            addConsumers(bus);
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(new Uri(BrokerAddress(context.GetRequiredService<IConfiguration>())), service);
                rabbit.PublishTopology.BrokerTopologyOptions = PublishBrokerTopologyOptions.MaintainHierarchy;
                rabbit.ConfigureEndpoints(context);
            });
        });
        return builder;
    }

    internal static string BrokerAddress(IConfiguration configuration) =>
        configuration.GetConnectionString(ResourceNames.Broker)
        ?? throw new InvalidOperationException("ConnectionStrings:broker is not set: give the broker's address, amqp://user:password@host:port.");

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
