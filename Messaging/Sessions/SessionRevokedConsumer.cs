using Csss.Contracts.Events;
using Csss.ServiceDefaults.Authentication;
using MassTransit;

namespace Csss.Messaging.Sessions;

/// <summary>Every replica of every service hears of every dead session, on a queue of its own.</summary>
internal sealed class SessionRevokedConsumer(RevokedSessions sessions) : IConsumer<SessionRevoked>
{
    public Task Consume(ConsumeContext<SessionRevoked> context)
    {
        sessions.Add(context.Message.SessionId);
        return Task.CompletedTask;
    }
}
