using System.Diagnostics;

namespace Csss.Identity.Limits;

/// <summary>
/// Answers on the next full tenth of a second after the request came: whether there was something to write for an account
/// cannot be read from the time the answer took.
/// </summary>
internal sealed class EvenTiming : IEndpointFilter
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = await next(context);
        var taken = Stopwatch.GetElapsedTime(started);
        var rest = TimeSpan.FromTicks(Step.Ticks - (taken.Ticks % Step.Ticks));
        await Task.Delay(rest, context.HttpContext.RequestAborted);
        return answer;
    }
}
