using BCrypt.Net;
using static BCrypt.Net.BCrypt;

namespace Csss.Identity.Accounts;

/// <summary>
/// bcrypt over a SHA-384 of the password, so that nothing past bcrypt's 72 bytes is cut off. It costs a quarter of a second of a
/// core on purpose: half the cores may be busy with it, the others wait their turn, and the rest of the service goes on.
/// </summary>
internal sealed class PasswordHasher(int workFactor = PasswordHasher.DefaultWorkFactor) : IDisposable
{
    public const int DefaultWorkFactor = 12;

    private readonly SemaphoreSlim _cores = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly Lazy<string> _nobodys = new(() => EnhancedHashPassword("nobody's password", workFactor, HashType.SHA384));

    public Task<string> HashAsync(string password, CancellationToken cancellationToken) =>
        OnOwnCoresAsync(() => EnhancedHashPassword(password, workFactor, HashType.SHA384), cancellationToken);

    /// <summary>Takes as long for an account that does not exist (<paramref name="hash"/> null) as for one that does.</summary>
    public async Task<bool> VerifyAsync(string password, string? hash, CancellationToken cancellationToken)
    {
        var fits = await OnOwnCoresAsync(() => EnhancedVerify(password, hash ?? _nobodys.Value, HashType.SHA384), cancellationToken);
        return fits && hash is not null;
    }

    public void Dispose() => _cores.Dispose();

    private async Task<T> OnOwnCoresAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _cores.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(work, cancellationToken);
        }
        finally
        {
            _cores.Release();
        }
    }
}
