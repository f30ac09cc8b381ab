using System.Collections.Concurrent;
using System.Text.Json;
using Csss.Contracts;
using Polly;

namespace Csss.Notifications.Webhooks.Authorisation;

/// <summary>
/// Asked before each delivery: a client that was shut out, or lost the right, is told nothing more within five seconds. That it once had the right to make
/// the webhook counts for nothing.
/// </summary>
internal sealed partial class ClientRights(IServiceScopeFactory scopes, TimeProvider time, ILogger<ClientRights> logger)
{
    /// <summary>How old an answer of Identity's may be.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<string, (ClientRight Right, DateTimeOffset Asked)> _known = new(StringComparer.Ordinal);

    public async Task<ClientRight> OfAsync(string clientId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_known.TryGetValue(clientId, out var known) && now - known.Asked < Remembered) return known.Right;

        var right = await AskAsync(clientId, cancellationToken);
        if (right != ClientRight.Unknown) _known[clientId] = (right, now);
        return right;
    }

    private async Task<ClientRight> AskAsync(string clientId, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(AnswerWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            var granted = await scope.ServiceProvider.GetRequiredService<ClientDirectory>().ScopesOfAsync(clientId, either.Token);
            return granted is not null && MayBeTold(granted) ? ClientRight.Granted : ClientRight.Denied;
        }
        catch (Exception exception) when (
            exception is HttpRequestException or ExecutionRejectedException or OperationCanceledException or JsonException && !cancellationToken.IsCancellationRequested)
        {
            LogUnknown(logger, exception.GetType().Name);
            return ClientRight.Unknown;
        }
    }

    /// <summary>The scope that makes a webhook is the one that is told of events by it, of every public type: events carry ids only, and what they are of is asked for elsewhere.</summary>
    private static bool MayBeTold(IReadOnlyList<string> scopes) => scopes.Contains(Scopes.WebhooksManage, StringComparer.Ordinal);

    [LoggerMessage(LogLevel.Warning, "Identity does not say whether a webhook's client may still be told of events ({Exception}); its deliveries wait")]
    private static partial void LogUnknown(ILogger logger, string exception);
}
