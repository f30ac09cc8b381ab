using System.Collections.Concurrent;
using System.Diagnostics;
using Csss.ServiceDefaults.Telemetry;

namespace Csss.Notifications.Tests;

public sealed class TracingTests
{
    [Fact]
    public async Task Sending_continues_the_requests_trace_and_links_to_the_uploads()
    {
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == CsssActivities.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var application = await NotificationsApplication.StartAsync();
        using var request = CsssActivities.Source.StartActivity("the doctor asks")!;

        var (_, id) = await application.RequestReportMailAsync();

        await application.EndedAsync(id);
        await Csss.Testing.Eventually.ShouldAsync("the span has ended", () => Task.FromResult(Sent(ended, id) is not null));
        var sent = Sent(ended, id)!;
        sent.TraceId.ShouldBe(request.TraceId);
        sent.Kind.ShouldBe(ActivityKind.Client);
        sent.Links.ShouldHaveSingleItem().Context.TraceId.ToString().ShouldBe("0af7651916cd43dd8448eb211c80319c");
    }

    private static Activity? Sent(IEnumerable<Activity> ended, Guid id) =>
        ended.FirstOrDefault(activity => activity.OperationName == "send report mail" && activity.GetTagItem("csss.delivery_id") is Guid tagged && tagged == id);
}
