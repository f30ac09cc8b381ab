namespace Csss.LocalHosting.Running;

/// <summary>What one resource wrote. The file before it is kept as <c>.1</c>; neither grows past its limit.</summary>
internal sealed class LogFile
{
    private readonly Lock _one = new();
    private readonly long _limit;
    private StreamWriter _writer;

    public LogFile(string path, long limit = 20_000_000)
    {
        Path = path;
        _limit = limit;
        _writer = Fresh();
    }

    public string Path { get; }

    public void Write(string line)
    {
        lock (_one)
        {
            if (_writer.BaseStream.Position > _limit)
            {
                _writer.Dispose();
                _writer = Fresh();
            }

            _writer.WriteLine(line);
        }
    }

    private StreamWriter Fresh()
    {
        if (File.Exists(Path))
            File.Move(Path, Path + ".1", overwrite: true);
        return new StreamWriter(new FileStream(Path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
    }
}
