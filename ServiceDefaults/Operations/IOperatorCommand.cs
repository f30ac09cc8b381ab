namespace Csss.ServiceDefaults.Operations;

/// <summary>
/// Something an operator runs with a service's own binary and configuration instead of serving, for instance
/// <c>dotnet Csss.Notifications.dll dead-letters list</c>.
/// </summary>
public interface IOperatorCommand
{
    /// <summary>First word on the command line.</summary>
    string Name { get; }

    /// <summary>One line on what it does and what it takes.</summary>
    string Usage { get; }

    /// <summary>Runs with the words after the name and answers the exit code.</summary>
    Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken);
}
