using Csss.Storage.Encryption;
using Microsoft.Extensions.Options;

namespace Csss.Identity.Tokens;

/// <summary>
/// Makes the keys at the first start and loads them at each: registered after the migrations, and before all else. Then looks every few
/// seconds whether age, another replica or an operator has changed them.
/// </summary>
internal sealed partial class KeyLoading(
    IServiceScopeFactory scopes, KeyRing ring, ISealer sealer, IOptions<KeyOptions> options, TimeProvider time, ILogger<KeyLoading> logger)
    : BackgroundService, IHostedLifecycleService
{
    internal static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    public Task StartingAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LoadAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The keys in memory go on signing; a worker that throws would stop the whole service.
                LogFailed(logger, exception);
            }
        }
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<KeyStore>();
        var rows = await store.ReadOrMakeAsync(cancellationToken);
        if (IsAgeing(rows))
        {
            await store.AgeAsync(cancellationToken);
            rows = await store.ReadOrMakeAsync(cancellationToken);
        }

        ring.Load(ScheduleOf(rows).Published, row => KeyMaterial.SigningKey(row, sealer), Newest(rows, KeyPurpose.Encryption), Newest(rows, KeyPurpose.Hashing));
    }

    private bool IsAgeing(IReadOnlyList<StoredKey> rows) => ScheduleOf(rows) is { NextIsDue: true } or { Over.Count: > 0 };

    private KeySchedule ScheduleOf(IEnumerable<StoredKey> rows) => new(rows.Where(row => row.Purpose == KeyPurpose.Signing), options.Value, time.GetUtcNow());

    private byte[] Newest(IEnumerable<StoredKey> rows, string purpose) =>
        KeyMaterial.Open(rows.Where(row => row.Purpose == purpose).MaxBy(row => row.CreatedAt)!, sealer);

    [LoggerMessage(LogLevel.Warning, "The keys could not be looked at; it is tried again soon")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
