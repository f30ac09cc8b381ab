using Csss.Notifications.AccountMails;
using Csss.Notifications.Deliveries;
using Csss.Notifications.Email;
using Csss.Notifications.EventExchange;
using Csss.Notifications.EventLog;
using Csss.Notifications.Feed;
using Csss.Notifications.Recipients;
using Csss.Notifications.ReportMails;
using Csss.Notifications.Webhooks;
using Csss.Notifications.WhatsApp;
using MassTransit;

namespace Csss.Notifications;

/// <summary>What goes to people, and what goes to other systems.</summary>
internal static class NotificationsExtensions
{
    public static WebApplicationBuilder AddMails(this WebApplicationBuilder builder) =>
        builder.AddRecipients().AddEmail().AddReportMails().AddAccountMails().AddWhatsApp().AddDeliveries();

    public static WebApplicationBuilder AddOtherSystems(this WebApplicationBuilder builder) => builder.AddEventLog().AddFeed().AddEventExchange().AddWebhooks();

    public static IBusRegistrationConfigurator AddMailConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<EmailReportConsumer, EmailReportConsumerDefinition>();
        bus.AddConsumer<SendAccountMailConsumer, SendAccountMailConsumerDefinition>();
        return bus;
    }

    public static IBusRegistrationConfigurator AddEventConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<EventLogConsumer, EventLogConsumerDefinition>();
        return bus;
    }

    public static void MapOtherSystems(this IEndpointRouteBuilder app)
    {
        app.MapFeed();
        app.MapWebhookEndpoints();
    }
}
