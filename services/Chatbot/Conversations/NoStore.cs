namespace Csss.Chatbot.Conversations;

/// <summary>What was said is not kept by browsers or proxies.</summary>
internal sealed class NoStore : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers.CacheControl = "no-store";
        return next(context);
    }
}
