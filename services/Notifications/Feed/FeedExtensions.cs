namespace Csss.Notifications.Feed;

internal static class FeedExtensions
{
    public static WebApplicationBuilder AddFeed(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<EventFeed>();
        return builder;
    }

    public static void MapFeed(this IEndpointRouteBuilder app)
    {
        app.MapEvents();
        app.MapAsyncApi();
    }
}
