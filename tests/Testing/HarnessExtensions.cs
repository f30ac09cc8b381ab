using MassTransit.Testing;

namespace Csss.Testing;

/// <summary>
/// What the bus saw, polled: the harness's own <c>Any</c> stops waiting once the bus has been idle for a while, and a service's relay
/// may only then begin.
/// </summary>
public static class HarnessExtensions
{
    /// <summary>Waits until a message that fits was published.</summary>
    public static Task ShouldPublishAsync<T>(this ITestHarness harness, Func<T, bool> fits) where T : class =>
        Eventually.ShouldAsync($"a {typeof(T).Name} is published", () => Task.FromResult(harness.Published.Select<T>().Any(sent => fits(sent.Context.Message))));

    /// <summary>Waits until a message that fits was consumed.</summary>
    public static Task ShouldConsumeAsync<T>(this ITestHarness harness, Func<T, bool> fits) where T : class =>
        Eventually.ShouldAsync($"a {typeof(T).Name} is consumed", () => Task.FromResult(harness.Consumed.Select<T>().Any(received => fits(received.Context.Message))));
}
