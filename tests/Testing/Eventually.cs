using System.Diagnostics;

namespace Csss.Testing;

/// <summary>Waits for what another process or a background worker will do, with a deadline.</summary>
public static class Eventually
{
    /// <summary>Polls until <paramref name="read"/> gives a value that <paramref name="accept"/> takes.</summary>
    /// <exception cref="TimeoutException">It did not happen in time; the text tells what and the last value.</exception>
    public static async Task<T> ShouldAsync<T>(string what, Func<Task<T>> read, Func<T, bool> accept, TimeSpan? within = null)
    {
        var deadline = within ?? TimeSpan.FromMinutes(1);
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var value = await read();
            if (accept(value)) return value;
            if (watch.Elapsed > deadline) throw new TimeoutException($"Not within {deadline}: {what}. Last seen: {value}");
            await Task.Delay(25);
        }
    }

    /// <summary>Polls until <paramref name="condition"/> holds.</summary>
    public static Task ShouldAsync(string what, Func<Task<bool>> condition, TimeSpan? within = null) =>
        ShouldAsync(what, condition, value => value, within);

    /// <summary>Waits for it, but not for ever.</summary>
    /// <exception cref="TimeoutException">It did not end in time; the text tells what.</exception>
    public static async Task WithinAsync(this Task task, TimeSpan limit, Func<string> what)
    {
        try
        {
            await task.WaitAsync(limit);
        }
        catch (TimeoutException exception) when (!task.IsCompleted)
        {
            throw new TimeoutException($"Not within {limit}: {what()}", exception);
        }
    }
}
