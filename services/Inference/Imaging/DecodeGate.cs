namespace Csss.Inference.Imaging;

/// <summary>
/// How many images are in memory at once, two at most, and one at most that is large.
/// Keeps a process under its memory limit whatever is uploaded.
/// </summary>
internal sealed class DecodeGate : IDisposable
{
    private const int Slots = 2;
    private const long SmallBytes = 32L << 20;

    private readonly SemaphoreSlim _slots = new(Slots, Slots);
    private readonly SemaphoreSlim _heavy = new(1, 1);

    /// <summary>Waits for a place.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        return new Release(_slots);
    }

    /// <summary>
    /// Before decoding: an image that its decoder, or its result, holds whole waits until no other such one is decoded; so does a forward pass
    /// over many files.
    /// </summary>
    /// <param name="bytes">What is held, at most.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<IDisposable?> EnterHeavyAsync(long bytes, CancellationToken cancellationToken)
    {
        if (bytes <= SmallBytes) return null;

        await _heavy.WaitAsync(cancellationToken);
        return new Release(_heavy);
    }

    public void Dispose()
    {
        _slots.Dispose();
        _heavy.Dispose();
    }

    private sealed class Release(SemaphoreSlim taken) : IDisposable
    {
        private SemaphoreSlim? _taken = taken;

        public void Dispose() => Interlocked.Exchange(ref _taken, null)?.Release();
    }
}
