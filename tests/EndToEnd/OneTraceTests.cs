using System.Diagnostics;
using Csss.Contracts;
using Csss.EndToEnd.Tests.Client;
using Csss.EndToEnd.Tests.System;
using Csss.Inference;
using Csss.Notifications;
using Csss.Reports;
using Csss.Testing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Csss.EndToEnd.Tests;

/// <summary>Three services and a real broker in this process, so that an in-memory exporter sees every span.</summary>
[Collection(SystemCollection.Name)]
public sealed class OneTraceTests(RunningSystem system) : IAsyncLifetime
{
    private readonly List<Activity> _spans = [];
    private readonly RabbitMqNode _broker = new();
    private TracerProvider _tracing = null!;
    private TestIdentity _identity = null!;
    private ServiceFactory<InferenceDb> _inference = null!;
    private ServiceFactory<ReportsDb> _reports = null!;
    private ServiceFactory<NotificationsDb> _notifications = null!;

    public async ValueTask InitializeAsync()
    {
        _tracing = Sdk.CreateTracerProviderBuilder()
            .AddSource("Csss", "MassTransit", "Microsoft.AspNetCore", "System.Net.Http").AddInMemoryExporter(_spans).Build();
        await _broker.InitializeAsync();
        _identity = await TestIdentity.StartAsync();
        _inference = await StartAsync<InferenceDb>(factory => factory.Setting("Models:Directory", Path.Combine(Repository.Root, "models")));
        _reports = await StartAsync<ReportsDb>(factory => factory.Setting("services:inference:http:0", AddressOf(_inference)));
        _notifications = await StartAsync<NotificationsDb>(factory =>
        {
            factory.Setting("services:reports:http:0", AddressOf(_reports));
            factory.Setting("services:inference:http:0", AddressOf(_inference));
            factory.Setting("Mail:SealingKey", Convert.ToBase64String(new byte[32]));
            factory.Setting("Gateway:PublicUrl", "http://localhost:8000/");
            factory.Setting("Smtp:Host", "127.0.0.1");
            factory.Setting("Smtp:Security", "None");
            factory.Setting("Smtp:Port", system.Processes.EnvironmentOf("Notifications", "Smtp__Port"));
        });
    }

    [Fact]
    public async Task One_trace_spans_an_upload_and_all_its_consumers_and_the_report_and_the_mail_link_to_it()
    {
        var (doctor, patient) = (_identity.AddUser(Roles.Doctor), _identity.AddUser(Roles.Patient));
        using var atInference = Client(_inference, doctor);
        using var atReports = Client(_reports, doctor);

        var (_, scan) = await atInference.UploadAsync(patient.UserId, await File.ReadAllBytesAsync(Repository.SampleScans[0]), waitSeconds: 30);
        scan.Status.ShouldBe("completed");
        var report = await atReports.GenerateReportAsync(scan.ScanId, "None.");
        await atReports.EmailReportAsync(scan.ScanId);
        await system.Inbox.WaitForAsync(patient.Email, mail => Inbox.HasAttachment(mail, report.ReportId.ToString()));

        var upload = await ServerSpanAsync("/doctor/upload");
        foreach (var queue in new[] { "inference-scan-uploaded", "reports-scan-uploaded", "reports-prediction-completed" })
            await SpanAsync($"a span of {queue} in the upload's trace", span =>
                span.TraceId == upload.TraceId && (span.DisplayName.Contains(queue, StringComparison.Ordinal) || span.TagObjects.Any(tag => tag.Value is string text && text.Contains(queue, StringComparison.Ordinal))));
        var generate = await ServerSpanAsync("/reports/generate");
        var email = await ServerSpanAsync("/reports/email");
        generate.TraceId.ShouldNotBe(upload.TraceId);
        generate.Links.ShouldContain(link => link.Context.TraceId == upload.TraceId);
        email.Links.ShouldContain(link => link.Context.TraceId == upload.TraceId);
        var sending = await SpanAsync("the mail's span", span => span.TraceId == email.TraceId && span.DisplayName.Contains("mail", StringComparison.OrdinalIgnoreCase) && span.Source.Name == "Csss");
        sending.Links.ShouldContain(link => link.Context.TraceId == upload.TraceId);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in new IAsyncDisposable[] { _notifications, _reports, _inference, _identity, _broker }) await service.DisposeAsync();
        _tracing.Dispose();
    }

    private async Task<ServiceFactory<T>> StartAsync<T>(Action<ServiceFactory<T>> configure) where T : class
    {
        var factory = new ServiceFactory<T> { Identity = _identity, Broker = _broker.Address };
        factory.UseKestrel(0);
        await factory.InitializeAsync();
        configure(factory);
        factory.StartServer();
        return factory;
    }

    private OutsideClient Client<T>(ServiceFactory<T> service, TestUser user) where T : class =>
        new OutsideClient(new Uri(AddressOf(service))).WithToken(_identity.Keys.ForUser(user.Role, user.UserId));

    private static string AddressOf<T>(ServiceFactory<T> service) where T : class =>
        service.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    private Task<Activity> ServerSpanAsync(string route) => SpanAsync($"the request {route}", span =>
        span.Kind == ActivityKind.Server && span.TagObjects.Any(tag => tag.Key == "url.path" && ((string)tag.Value!).StartsWith(route, StringComparison.Ordinal)));

    private async Task<Activity> SpanAsync(string what, Func<Activity, bool> fits) =>
        (await Eventually.ShouldAsync(what, () => Task.FromResult(_spans.ToList().Find(span => fits(span))), span => span is not null))!;
}
