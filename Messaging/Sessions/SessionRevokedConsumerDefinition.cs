using System.Globalization;
using Csss.Contracts;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Messaging.Sessions;

/// <summary>A temporary queue for each replica: it lives as long as the process. What came before is read from Identity once it is bound.</summary>
internal sealed class SessionRevokedConsumerDefinition : ConsumerDefinition<SessionRevokedConsumer>
{
    public SessionRevokedConsumerDefinition() =>
        Endpoint(endpoint =>
        {
            endpoint.InstanceId = Ids.New().ToString("N", CultureInfo.InvariantCulture);
            endpoint.Temporary = true;
        });

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<SessionRevokedConsumer> consumerConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.PublishFaults = false;
        endpointConfigurator.ConnectReceiveEndpointObserver(context.GetRequiredService<RevocationQueue>());
    }
}
