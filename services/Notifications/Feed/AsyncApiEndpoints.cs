using Csss.Contracts.PublicEvents;
using Csss.Notifications.EventLog;
using Csss.ServiceDefaults.Problems;
using Microsoft.Extensions.Options;

namespace Csss.Notifications.Feed;

/// <summary><c>GET /asyncapi.json</c> and the schemas that the events name: for everybody, since they say nothing about anybody.</summary>
internal static class AsyncApiEndpoints
{
    public static void MapAsyncApi(this IEndpointRouteBuilder app)
    {
        app.MapGet("/asyncapi.json", (IOptions<EventLogOptions> options) => TypedResults.Ok(EventDocument.AsyncApi(options.Value.PublicUrl!)))
            .AllowAnonymous().WithTags("Events").WithSummary("AsyncAPI 3: the events, and each way to get them.");
        app.MapGet("/asyncapi/schemas/{type}.json", GetSchema).AllowAnonymous().WithTags("Events").WithSummary("The JSON Schema (2020-12) of the data of one type of event.");
    }

    private static IResult GetSchema(string type, IOptions<EventLogOptions> options) =>
        EventDocument.SchemaOf(type, options.Value.PublicUrl!) is { } schema
            ? TypedResults.Json(schema, contentType: "application/schema+json")
            : ApiProblem.NotFound();
}
