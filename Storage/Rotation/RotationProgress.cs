using System.Security.Cryptography;

namespace Csss.Storage.Rotation;

/// <summary>Counts, and tells the operator now and then.</summary>
public sealed class RotationProgress(string name, TextWriter output)
{
    private const int Often = 1000;

    /// <summary>Now under the current key.</summary>
    public int Moved { get; private set; }

    /// <summary>Were so before.</summary>
    public int Already { get; private set; }

    /// <summary>No known key opens them.</summary>
    public int Unreadable { get; private set; }

    /// <summary>Moves one of them.</summary>
    /// <param name="id">To name one that cannot be read; never anything personal.</param>
    /// <param name="move">Answers whether there was anything to do.</param>
    public async Task OneAsync(string id, Func<Task<bool>> move)
    {
        try
        {
            if (await move()) Moved++;
            else Already++;
        }
        catch (CryptographicException)
        {
            Unreadable++;
            await output.WriteLineAsync($"{name}: {id} opens with none of the keys");
        }

        if ((Moved + Already + Unreadable) % Often == 0) await output.WriteLineAsync($"{name}: {Moved + Already + Unreadable} …");
    }
}
