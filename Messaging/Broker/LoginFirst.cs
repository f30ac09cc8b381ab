using MassTransit;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Csss.Messaging.Broker;

/// <summary>
/// Logs in once before each of MassTransit's own connections. MassTransit takes a refused login for final and reads no queue ever again; refused here, it is one
/// more failure to connect, which it tries again. So a user may be made, or get its password back, after the service has started.
/// </summary>
internal sealed partial class LoginFirst(string service, ILogger<LoginFirst> logger)
{
    /// <exception cref="RabbitMqConnectionException">The login is refused, for now.</exception>
    public async Task TryAsync(ConnectionFactory factory)
    {
        if (!await IsRefusedAsync(factory)) return;

        LogRefused(logger, factory.UserName, factory.HostName, factory.Port);
        // Without the cause, which is what MassTransit goes by.
        throw new RabbitMqConnectionException($"The login of {factory.UserName} is refused.", innerException: null);
    }

    private async Task<bool> IsRefusedAsync(ConnectionFactory factory)
    {
        try
        {
            await using var connection = await factory.CreateConnectionAsync($"{service}: login");
            return false;
        }
        catch (BrokerUnreachableException exception) when (exception.InnerException is AuthenticationFailureException)
        {
            return true;
        }
        catch (Exception exception) when (exception is BrokerUnreachableException or OperationInterruptedException or IOException)
        {
            return false; // It is not there: the connection proper will say so.
        }
    }

    [LoggerMessage(LogLevel.Error, "The broker at {Host}:{Port} refuses the login of {User}; it is tried again")]
    private static partial void LogRefused(ILogger logger, string user, string host, int port);
}
