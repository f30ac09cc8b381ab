using Csss.ServiceDefaults.Operations;
using Csss.Storage.Encryption;
using Microsoft.Extensions.Options;

namespace Csss.Storage.Rotation;

/// <summary>
/// Moves everything that lies under an earlier master key to the current one. Exit code 0: nothing needs the earlier keys any more; 1: something could not be
/// read; 3: another run is at it.
/// </summary>
internal sealed class RotateMasterKeyCommand(IEnumerable<IMasterKeyUse> uses, IResealer resealer, IOptions<StorageOptions> options) : IOperatorCommand
{
    private const int Done = 0, SomeUnreadable = 1, Misused = 2, Busy = 3;

    public string Name => "rotate-master-key";

    public string Usage => "   puts all that is encrypted under Storage:MasterKey, from Storage:PreviousMasterKeys; may be stopped and run again, also while the service runs";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (arguments.Count > 0)
        {
            await output.WriteLineAsync($"{Name} {Usage}");
            return Misused;
        }

        using var alone = TryLock();
        if (alone is null)
        {
            await output.WriteLineAsync("Another run is at it.");
            return Busy;
        }

        var unreadable = 0;
        foreach (var use in uses)
        {
            var progress = new RotationProgress(use.Name, output);
            await use.MoveAsync(resealer, progress, cancellationToken);
            unreadable += progress.Unreadable;
            await output.WriteLineAsync($"{use.Name}: {progress.Moved} moved, {progress.Already} were under the current key already, {progress.Unreadable} could not be read");
        }

        await output.WriteLineAsync(unreadable == 0
            ? "Nothing needs an earlier master key any more: remove Storage:PreviousMasterKeys."
            : $"{unreadable} could not be read: keep Storage:PreviousMasterKeys, and look for the key that is missing there.");
        return unreadable == 0 ? Done : SomeUnreadable;
    }

    /// <summary>Held by the open file, so it ends with the process, however that ends.</summary>
    private FileStream? TryLock()
    {
        try
        {
            return new FileStream(Path.Combine(StorageOptions.PrivateFolder(options.Value.Directory), "rotating.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
