using Csss.Contracts;
using Csss.Messaging;
using Csss.Notifications;
using Csss.Notifications.AccountMails;
using Csss.Notifications.Deliveries;
using Csss.Notifications.Email;
using Csss.Notifications.EventExchange;
using Csss.Notifications.EventLog;
using Csss.Notifications.Feed;
using Csss.Notifications.Recipients;
using Csss.Notifications.ReportMails;
using Csss.Notifications.Webhooks;
using Csss.ServiceDefaults;
using Csss.Storage;
using MassTransit;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(ResourceNames.Notifications);
builder.AddDatabase<NotificationsDb>();
builder.AddMessaging<NotificationsDb>(ResourceNames.Notifications, bus =>
{
    bus.AddConsumer<EmailReportConsumer, EmailReportConsumerDefinition>();
    bus.AddConsumer<SendAccountMailConsumer, SendAccountMailConsumerDefinition>();
    bus.AddConsumer<EventLogConsumer, EventLogConsumerDefinition>();
});
builder.AddRecipients().AddEmail().AddReportMails().AddAccountMails().AddDeliveries().AddEventLog().AddFeed().AddEventExchange().AddWebhooks();

var app = builder.Build();
app.UseServiceDefaults();
app.MapFeed();
app.MapWebhookEndpoints();
return await app.RunServiceAsync(args);
