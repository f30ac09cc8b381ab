using System.Security.Cryptography;
using Aspire.Hosting;

namespace Csss.LocalHosting.Running;

/// <summary>Everything that outlives a run: data, logs, generated secrets. One app host at a time holds it.</summary>
internal sealed class StateDirectory : IDisposable
{
    private const int WouldBlock = 11;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly FileStream _lock;

    private StateDirectory(string path, FileStream @lock)
    {
        Path = path;
        _lock = @lock;
    }

    public string Path { get; }

    public string Logs => Directory.CreateDirectory(System.IO.Path.Combine(Path, "logs")).FullName;

    /// <exception cref="DistributedApplicationException">Another app host holds it.</exception>
    public static StateDirectory Open(string path)
    {
        Directory.CreateDirectory(path);
        var pidFile = System.IO.Path.Combine(path, "apphost.pid");
        try
        {
            // Held by the open file, so it ends with the process, however that ends.
            var stream = new FileStream(System.IO.Path.Combine(path, "apphost.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(pidFile, $"{System.Environment.ProcessId}\n");
            return new StateDirectory(path, stream);
        }
        catch (IOException held) when (held.HResult == WouldBlock)
        {
            throw new DistributedApplicationException(
                $"Process {File.ReadAllText(pidFile).Trim()} is already running on {path}. Stop it first, or set CSSS_STATE to another folder (and choose other ports).", held);
        }
    }

    /// <summary>Where the server of that name keeps its data; closed to other users.</summary>
    public string Data(string name)
    {
        Directory.CreateDirectory(System.IO.Path.Combine(Path, "data"));
        return Directory.CreateDirectory(System.IO.Path.Combine(Path, "data", name), OwnerOnly | UnixFileMode.UserExecute).FullName;
    }

    /// <summary>The secret of that name, made up the first time it is asked for: 32 random bytes, base64url, readable by its owner alone.</summary>
    public string Secret(string name)
    {
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(Path, "secrets"), OwnerOnly | UnixFileMode.UserExecute).FullName;
        var file = System.IO.Path.Combine(folder, name);
        if (!File.Exists(file))
            WritePrivate(file, System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));
        return File.ReadAllText(file);
    }

    /// <summary>Writes all of a file or nothing of it, readable by its owner alone.</summary>
    public static void WritePrivate(string file, string text)
    {
        var draft = file + ".new";
        File.Delete(draft);
        using (var stream = new FileStream(draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
        {
            stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file, overwrite: true);
    }

    public void Dispose() => _lock.Dispose();
}
