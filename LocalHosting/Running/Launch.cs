namespace Csss.LocalHosting.Running;

/// <summary>A command line, ready to be started.</summary>
internal sealed record Launch(string Program, IReadOnlyList<string> Arguments, string WorkingDirectory)
{
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The signal that asks for an orderly end.</summary>
    public int StopSignal { get; init; } = Signals.Terminate;
}
