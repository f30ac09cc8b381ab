using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.ServiceDefaults.Operations;

internal static class OperatorCommands
{
    /// <summary>Null when the arguments name no command and the service should run.</summary>
    public static async Task<int?> TryRunAsync(WebApplication app, string[] args)
    {
        if (args.Length == 0 || args[0].StartsWith('-')) return null;

        await using var scope = app.Services.CreateAsyncScope();
        var commands = scope.ServiceProvider.GetServices<IOperatorCommand>().ToList();
        var command = commands.Find(candidate => candidate.Name.Equals(args[0], StringComparison.Ordinal));
        if (command is not null) return await command.RunAsync(args[1..], Console.Out, app.Lifetime.ApplicationStopping);

        await Console.Error.WriteLineAsync($"There is no command '{args[0]}'.");
        foreach (var known in commands) await Console.Error.WriteLineAsync($"  {known.Name} {known.Usage}");
        return 2;
    }
}
