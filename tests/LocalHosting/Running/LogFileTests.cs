using Csss.LocalHosting.Running;

namespace Csss.LocalHosting.Tests.Running;

public sealed class LogFileTests : IDisposable
{
    private readonly TemporaryState _folder = new();

    private string LogPath => Path.Combine(_folder.Path, "web.log");

    [Fact]
    public void The_last_run_s_log_is_kept()
    {
        new LogFile(LogPath).Write("first run");
        new LogFile(LogPath).Write("second run");

        File.ReadAllText(LogPath).ShouldBe("second run\n");
        File.ReadAllText(LogPath + ".1").ShouldBe("first run\n");
    }

    [Fact]
    public void A_log_does_not_grow_without_end()
    {
        var log = new LogFile(LogPath, limit: 10);
        foreach (var line in new[] { "12345678", "12345678", "new file" })
            log.Write(line);

        File.ReadAllText(LogPath).ShouldBe("new file\n");
        File.ReadAllText(LogPath + ".1").ShouldBe("12345678\n12345678\n");
    }

    public void Dispose() => _folder.Dispose();
}
