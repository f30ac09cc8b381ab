using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Csss.Contracts;

namespace Csss.Chatbot.Tests;

public sealed class TelemetryTests
{
    private const string Mark = "zzmarkword";

    [Fact]
    public async Task Nothing_that_was_said_is_in_a_log_a_trace_or_a_metric()
    {
        var (spans, tags) = (new ConcurrentQueue<Activity>(), new ConcurrentQueue<string>());
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var meters = new MeterListener { InstrumentPublished = (instrument, meter) => meter.EnableMeasurementEvents(instrument) };
        meters.SetMeasurementEventCallback<long>((instrument, _, measured, _) => Keep(instrument, measured));
        meters.SetMeasurementEventCallback<double>((instrument, _, measured, _) => Keep(instrument, measured));
        meters.Start();
        await using var app = await ChatbotApplication.StartAsync();
        var (patient, doctor) = (app.Neighbours.AddPatient(), Ids.New());

        var conversation = (await app.AskAsync($"What does lung opacity mean {Mark}?", userId: patient)).GetProperty("conversation_id").GetGuid();
        await app.AskAsync($"I can't breathe {Mark}", userId: patient, conversation: conversation);
        await app.AskAsync($"Is my report ready {Mark}?", userId: patient, conversation: conversation);
        await app.AskAsync($"How much ibuprofen {Mark} should I take?", userId: patient);
        await app.AskAsync($"{Mark} {Mark}", Roles.Doctor, doctor);
        await app.AskAsync(Mark + new string('x', 5000), userId: patient, status: 400);
        await app.AskAsync(Mark, userId: Ids.New(), conversation: conversation, status: 404);
        await app.GetAsync(conversation, patient);

        app.Lines.ShouldNotBeEmpty();
        spans.ShouldNotBeEmpty();
        tags.ShouldNotBeEmpty();
        app.Lines.Where(line => line.Contains(Mark, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
        spans.SelectMany(Texts).Where(text => text.Contains(Mark, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
        tags.Where(text => text.Contains(Mark, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
        app.Lines.Concat(spans.SelectMany(Texts)).Where(text => text.Contains("emergency number now", StringComparison.Ordinal)).ShouldBeEmpty("nor what was answered");

        void Keep(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> measured)
        {
            tags.Enqueue(instrument.Name);
            foreach (var (key, value) in measured) tags.Enqueue($"{key} {value}");
        }
    }

    private static IEnumerable<string> Texts(Activity span) =>
        [span.DisplayName, span.StatusDescription ?? "", .. span.TagObjects.Select(tag => $"{tag.Key} {tag.Value}"), .. span.Events.SelectMany(entry => entry.Tags).Select(tag => $"{tag.Key} {tag.Value}"), .. span.Baggage.Select(item => item.Value ?? "")];
}
