// Gives each service its own user at the broker, with just the permissions it needs, through RabbitMQ's management API. It can be run as often as
// one likes: what is there already becomes what it should be. A subscriber outside (a user that reads csss.events) is one more variable,
// Users__subscriber-NAME__Password. `--print [subscriber-NAME…]` shows the permissions for a site that makes its users itself.
using System.Net.Http.Headers;
using System.Text;
using Csss.BrokerUsers;
using Csss.Contracts;
using Csss.Contracts.Broker;

if (args is ["--print", .. var outside])
{
    foreach (var (user, permissions) in outside is [] ? MessageFlow.Services.Select(service => (service, BrokerPermissions.Of(service))) : outside.Select(user => (user, BrokerPermissions.OfSubscriber(user))))
    {
        Console.WriteLine($"rabbitmqctl add_user '{user}'");
        Console.WriteLine($"rabbitmqctl set_permissions '{user}' '{permissions.Configure}' '{permissions.Write}' '{permissions.Read}'");
    }

    return 0;
}

var subscribers = Settings.Subscribers();
var settings = Settings.FromEnvironment([.. MessageFlow.Services, .. subscribers]);
if (settings.Missing is { Count: > 0 } missing)
{
    await Console.Error.WriteLineAsync("These variables are not set: " + string.Join(", ", missing));
    return 2;
}

using var http = new HttpClient { BaseAddress = settings.Management, Timeout = TimeSpan.FromSeconds(10) };
http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(settings.Administrator)));
var broker = new ManagementApi(http);
await broker.UntilReadyAsync(TimeSpan.FromMinutes(1));
foreach (var service in MessageFlow.Services)
    await broker.SetUserAsync(service, settings.Passwords[service], BrokerPermissions.Of(service));
foreach (var subscriber in subscribers)
    await broker.SetUserAsync(subscriber, settings.Passwords[subscriber], BrokerPermissions.OfSubscriber(subscriber));
Console.WriteLine($"The broker knows {string.Join(", ", MessageFlow.Services.Concat(subscribers))}, each with its own permissions");
return 0;
