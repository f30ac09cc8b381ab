using System.Net.Http.Json;
using System.Text.Json;
using Csss.Contracts;
using Csss.Contracts.Commands;
using Csss.Contracts.Events;
using Csss.Testing;
using MassTransit;

namespace Csss.Reports.Tests.Reports;

public sealed class EmailTests(ReportsApplication app) : IClassFixture<ReportsApplication>
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Without_a_report_there_is_nothing_to_mail()
    {
        var scan = app.NewCase();
        using var doctor = app.ClientAs(Roles.Doctor, scan.Doctor);

        var problem = await ReportsApplication.ReadAsync(await doctor.PostAsync($"/reports/email/{scan.Scan}", content: null), 409);

        problem.GetProperty("code").GetString().ShouldBe("no_report");
    }

    [Fact]
    public async Task The_latest_version_is_mailed()
    {
        var scan = app.NewCase();
        await app.SignAsync(scan);
        var latest = await app.SignAsync(scan);
        using var doctor = app.ClientAs(Roles.Doctor, scan.Doctor);

        var answer = await ReportsApplication.ReadAsync(await doctor.PostAsJsonAsync($"/reports/email/{scan.Scan}", new { }), 202);

        answer.GetProperty("report_id").GetGuid().ShouldBe(latest);
        answer.GetProperty("status").GetString().ShouldBe("queued");
        await app.Harness.ShouldPublishAsync<EmailReport>(message => message == new EmailReport(latest, scan.Scan, scan.Patient, scan.Doctor));
    }

    [Fact]
    public async Task Notifications_fetches_the_encrypted_report_with_what_it_needs_to_link()
    {
        var scan = app.NewCase();
        var id = await app.SignAsync(scan);
        using var notifications = app.ClientAsService(Scopes.ReportsRead);

        var response = await notifications.GetAsync($"/internal/reports/{id}/pdf");

        response.Headers.GetValues("X-Trace-Parent").Single().ShouldBe(TestInference.UploadTrace);
        response.Headers.GetValues("X-Report-Version").Single().ShouldBe("1");
        response.Content.Headers.ContentDisposition!.FileName.ShouldBe($"csss-report-{id}.pdf");
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(await app.DownloadAsync($"/reports/{id}/pdf", Roles.Doctor, scan.Doctor));
    }

    [Fact]
    public async Task Delivery_is_shown_whatever_the_order_in_which_its_events_come()
    {
        var scan = app.NewCase();
        var id = await app.SignAsync(scan);

        await PublishAsync(new ReportDeliveryFailed(id, scan.Scan, scan.Patient, "email", "mailbox_full", 5, Noon));
        await DetailsAsync(scan, id, details => details.GetProperty("delivery_failure") is { ValueKind: JsonValueKind.Object } failure
            && failure.GetProperty("code").GetString() == "mailbox_full");

        await PublishAsync(new ReportEmailed(id, scan.Scan, scan.Patient, "email", Noon.AddMinutes(5)));
        await DetailsAsync(scan, id, details => details.GetProperty("emailed_at").ValueKind == JsonValueKind.String
            && details.GetProperty("delivery_failure").ValueKind == JsonValueKind.Null);

        // An older failure, heard late, changes nothing; a newer one does.
        await PublishAsync(new ReportDeliveryFailed(id, scan.Scan, scan.Patient, "email", "late_news", 5, Noon.AddMinutes(1)));
        await PublishAsync(new ReportDeliveryFailed(id, scan.Scan, scan.Patient, "email", "refused", 5, Noon.AddMinutes(9)));
        var seen = await DetailsAsync(scan, id, details => details.GetProperty("delivery_failure").ValueKind == JsonValueKind.Object);
        seen.GetProperty("delivery_failure").GetProperty("code").GetString().ShouldNotBe("late_news");
    }

    [Fact]
    public async Task A_redelivered_event_changes_nothing()
    {
        var scan = app.NewCase();
        var id = await app.SignAsync(scan);
        var messageId = Ids.New();
        var received = new Received(messageId);
        app.Harness.Bus.ConnectReceiveObserver(received);

        await PublishAsync(new ReportEmailed(id, scan.Scan, scan.Patient, "email", Noon), messageId);
        var first = await DetailsAsync(scan, id, details => details.GetProperty("emailed_at").ValueKind == JsonValueKind.String);
        await PublishAsync(new ReportEmailed(id, scan.Scan, scan.Patient, "email", Noon.AddHours(1)), messageId);
        await Eventually.ShouldAsync("both deliveries are received", () => Task.FromResult(received.Count == 2));

        (await app.GetAsync($"/reports/{id}", Roles.Doctor, scan.Doctor)).GetProperty("emailed_at").GetString().ShouldBe(first.GetProperty("emailed_at").GetString());
    }

    private Task PublishAsync<T>(T message, Guid? messageId = null)
        where T : class =>
        app.Harness.Bus.Publish(message, Pipe.Execute<PublishContext<T>>(context => context.MessageId = messageId ?? Ids.New()));

    private Task<JsonElement> DetailsAsync(Case scan, Guid id, Func<JsonElement, bool> accept) =>
        Eventually.ShouldAsync("the report's delivery", () => app.GetAsync($"/reports/{id}", Roles.Doctor, scan.Doctor), accept);

    private sealed class Received(Guid messageId) : IReceiveObserver
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

        public Task PostReceive(ReceiveContext context)
        {
            if (context.GetMessageId() == messageId) Interlocked.Increment(ref _count);
            return Task.CompletedTask;
        }

        public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
            where T : class => Task.CompletedTask;

        public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
            where T : class => Task.CompletedTask;

        public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;
    }
}
