using System.Diagnostics;
using Csss.Contracts;
using Csss.ServiceDefaults.Telemetry;
using Csss.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.ServiceDefaults.Tests;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Spans_hold_no_query_strings_and_no_tokens()
    {
        using var spans = new Spans();
        await using var service = await TinyService.StartAsync(
            spans.Record,
            app => app.MapGet("/search", async (IHttpClientFactory clients, string query) =>
                (await clients.CreateClient().GetAsync(new Uri($"{app.Urls.Single()}/open?name={Uri.EscapeDataString(query)}"))).StatusCode).AllowAnonymous());
        var token = service.Identity.Keys.ForUser(Roles.Doctor);
        using var client = service.Client(token);
        spans.Begin();
        (await client.GetAsync(new Uri("/search?query=Jane%20Doe", UriKind.Relative))).EnsureSuccessStatusCode();
        (await client.GetAsync(new Uri("/fails?who=Jane", UriKind.Relative))).IsSuccessStatusCode.ShouldBeFalse();
        await Eventually.ShouldAsync("all spans ended", () => Task.FromResult(spans.Ended.Count(span => span.Kind == ActivityKind.Server) >= 3));

        spans.Ended.ShouldContain(span => span.Kind == ActivityKind.Client && span.GetTagItem("url.full") != null);
        foreach (var text in spans.Ended.SelectMany(Texts))
        {
            text.ShouldNotContain("Jane", Case.Insensitive);
            text.ShouldNotContain(token.Split('.')[1]);
        }
    }

    [Fact]
    public async Task Probes_make_no_spans()
    {
        using var spans = new Spans();
        await using (var service = await TinyService.StartAsync(spans.Record))
        {
            using var client = service.Client();
            spans.Begin();
            await client.GetAsync(new Uri("/health", UriKind.Relative));
            await client.GetAsync(new Uri("/open", UriKind.Relative));
        }

        spans.Ended.Where(span => span.Kind == ActivityKind.Server).Select(span => span.GetTagItem("http.route")).ShouldBe(["/open"]);
    }

    [Fact]
    public void A_span_can_be_linked_to_another_trace()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == CsssActivities.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var span = CsssActivities.Source.StartActivity("report")!;
        CsssActivities.LinkCurrentTo("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        CsssActivities.LinkCurrentTo("not a trace parent");
        CsssActivities.LinkCurrentTo(null);

        span.Links.ShouldHaveSingleItem().Context.TraceId.ToHexString().ShouldBe("0af7651916cd43dd8448eb211c80319c");
    }

    private static IEnumerable<string> Texts(Activity span) =>
        [span.DisplayName, span.StatusDescription ?? "", .. span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"), .. span.Events.SelectMany(what => what.Tags).Select(tag => $"{tag.Key}={tag.Value}")];
}
