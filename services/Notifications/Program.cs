using Csss.Contracts;
using Csss.Messaging;
using Csss.Notifications;
using Csss.Notifications.Live;
using Csss.ServiceDefaults;
using Csss.Storage;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(ResourceNames.Notifications);
builder.AddDatabase<NotificationsDb, NotificationsPostgresDb>();
builder.AddMessaging<NotificationsDb>(ResourceNames.Notifications, bus => bus.AddMailConsumers().AddEventConsumers().AddLiveConsumers());
builder.AddMails().AddOtherSystems().AddLive();

var app = builder.Build();
app.UseServiceDefaults();
app.MapOtherSystems();
app.MapLiveHub();
return await app.RunServiceAsync(args);
