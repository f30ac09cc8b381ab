using Csss.ServiceDefaults.Operations;

namespace Csss.Identity.Tokens;

/// <summary><c>signing-keys list</c>, <c>rotate</c> and <c>replace</c>; the running replicas see it within seconds.</summary>
internal sealed class KeyCommand(KeyStore store) : IOperatorCommand
{
    public string Name => "signing-keys";

    public string Usage => "list|rotate|replace    keys that sign tokens: rotate makes the next one, replace destroys a leaked one at once";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        switch (arguments)
        {
            case ["list"]:
                break;
            case ["rotate"]:
                await store.RotateAsync(cancellationToken);
                break;
            case ["replace"]:
                await store.ReplaceAsync(cancellationToken);
                break;
            default:
                await output.WriteLineAsync($"{Name} {Usage}");
                return 2;
        }

        foreach (var key in await store.HistoryAsync(cancellationToken))
            await output.WriteLineAsync($"{key.Id}  signs from {key.Begin:u}{(key.RetiredAt is { } at ? $", destroyed {at:u}" : "")}");
        return 0;
    }
}
