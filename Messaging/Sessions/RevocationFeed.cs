using Csss.Contracts;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Csss.Messaging.Sessions;

/// <summary>At start, and until it has succeeded once, reads the sessions that were revoked before this replica's queue existed.</summary>
internal sealed partial class RevocationFeed(IServiceScopeFactory scopes, RevokedSessions sessions, TimeProvider time, ILogger<RevocationFeed> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var retry = new PeriodicTimer(TimeSpan.FromSeconds(2), time);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                foreach (var session in await scope.ServiceProvider.GetRequiredService<IRevocationSource>().ListAsync(stoppingToken))
                    sessions.Add(session);
                return;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(logger, exception.Message);
            }
        }
        while (await retry.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "Identity did not tell the revoked sessions, asking again: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}

internal static class RevocationFeedExtensions
{
    /// <summary>Identity itself registers its own <see cref="IRevocationSource"/> before; the others ask it.</summary>
    public static void AddRevocationFeed(this WebApplicationBuilder builder)
    {
        if (builder.Services.All(service => service.ServiceType != typeof(IRevocationSource)))
        {
            builder.Services.AddInternalClient<RevocationClient>(ResourceNames.Identity);
            builder.Services.TryAddTransient<IRevocationSource>(services => services.GetRequiredService<RevocationClient>());
        }

        builder.Services.AddHostedService<RevocationFeed>();
    }
}
