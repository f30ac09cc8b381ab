using Csss.Contracts;
using Csss.Messaging;
using Csss.Notifications;
using Csss.Notifications.AccountMails;
using Csss.Notifications.Deliveries;
using Csss.Notifications.Email;
using Csss.Notifications.Live;
using Csss.Notifications.Recipients;
using Csss.Notifications.ReportMails;
using Csss.Notifications.WhatsApp;
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
    bus.AddLiveConsumers();
});
builder.AddRecipients().AddEmail().AddReportMails().AddAccountMails().AddWhatsApp().AddDeliveries().AddLive();

var app = builder.Build();
app.UseServiceDefaults();
app.MapLiveHub();
return await app.RunServiceAsync(args);
