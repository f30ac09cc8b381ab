namespace Csss.Identity.Limits;

/// <summary>
/// One at a time for one e-mail address, known or not: guesses sent in parallel are counted one by one, and a queue does not
/// tell whether the account exists. Addresses share a fixed number of gates.
/// </summary>
internal sealed class AccountGate : IDisposable
{
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1))];

    public async Task<IDisposable> EnterAsync(string email, CancellationToken cancellationToken)
    {
        // string.GetHashCode is keyed anew in each process: nobody outside can aim at somebody else's gate.
        var gate = _gates[(uint)string.GetHashCode(email, StringComparison.Ordinal) % _gates.Length];
        await gate.WaitAsync(cancellationToken);
        return new Turn(gate);
    }

    public void Dispose()
    {
        foreach (var gate in _gates) gate.Dispose();
    }

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
