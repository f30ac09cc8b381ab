namespace Csss.LocalHosting.Tests.Running;

/// <summary>A state directory that is gone after the test. Others may enter it, as PostgreSQL's user must.</summary>
internal sealed class TemporaryState : IDisposable
{
    public TemporaryState()
    {
        Path = Directory.CreateTempSubdirectory("csss-hosting-").FullName;
        File.SetUnixFileMode(Path, File.GetUnixFileMode(Path) | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
