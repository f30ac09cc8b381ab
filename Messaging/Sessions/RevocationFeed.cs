using Csss.Contracts;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Csss.Messaging.Sessions;

/// <summary>
/// Reads the revoked sessions from Identity after this replica's queue is bound (what came before passed it by), after it is bound anew,
/// and again and again while it is not: a dead session is dead within seconds without the broker too.
/// </summary>
internal sealed partial class RevocationFeed(
    IServiceScopeFactory scopes, RevocationQueue queue, RevokedSessions sessions, TimeProvider time, ILogger<RevocationFeed> logger)
    : BackgroundService
{
    private bool _failing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromSeconds(2), time);
        object? readSince = null;
        do
        {
            var binding = queue.Binding;
            if (binding is not null && binding == readSince) continue;
            if (await TryReadAsync(stoppingToken)) readSince = binding;
        }
        while (await tick.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> TryReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            foreach (var session in await scope.ServiceProvider.GetRequiredService<IRevocationSource>().ListAsync(cancellationToken))
                sessions.Add(session);
            _failing = false;
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (!_failing) LogFailed(logger, exception.Message);
            _failing = true;
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Identity did not tell the revoked sessions, asking again until it does: {Reason}")]
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

        builder.Services.AddSingleton<RevocationQueue>();
        builder.Services.AddHostedService<RevocationFeed>();
    }
}
