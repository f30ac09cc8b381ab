using Csss.ServiceDefaults.Operations;
using OpenIddict.Abstractions;

namespace Csss.Identity.Connect;

/// <summary>Forgets the rows of tokens and grants that ended a day ago; without them an old token is no better, only unknown.</summary>
internal sealed class TokenPruning(IServiceScopeFactory scopes, TimeProvider time, ILogger<TokenPruning> logger)
    : PeriodicWorker(scopes, time, logger, TimeSpan.FromHours(1), "Removing old tokens")
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var before = Time.GetUtcNow() - Kept;
        await services.GetRequiredService<IOpenIddictTokenManager>().PruneAsync(before, cancellationToken);
        await services.GetRequiredService<IOpenIddictAuthorizationManager>().PruneAsync(before, cancellationToken);
    }
}
