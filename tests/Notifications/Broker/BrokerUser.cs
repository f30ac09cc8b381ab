using System.Security.Cryptography;
using Csss.Contracts.Broker;
using Csss.Testing;
using RabbitMQ.Client;

namespace Csss.Notifications.Tests.Broker;

/// <summary>A user of the broker with the permissions that <see cref="BrokerPermissions"/> says, made by the lines that docs/events.md gives an administrator.</summary>
internal sealed record BrokerUser(string Name, string Address)
{
    public static async Task<BrokerUser> AddAsync(RabbitMqNode broker, string name, BrokerPermissions permissions)
    {
        var password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        await broker.ControlAsync("add_user", name, password);
        await broker.ControlAsync("set_permissions", name, permissions.Configure, permissions.Write, permissions.Read);
        return new BrokerUser(name, new UriBuilder(broker.Address) { UserName = name, Password = password }.Uri.ToString());
    }

    public Task<IConnection> ConnectAsync() => new ConnectionFactory { Uri = new Uri(Address), AutomaticRecoveryEnabled = false }.CreateConnectionAsync();
}
