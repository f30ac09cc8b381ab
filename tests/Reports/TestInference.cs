using System.Collections.Concurrent;
using Csss.Contracts;
using Csss.Reports.Scans;
using Csss.Reports.Tests.Documents;
using Csss.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SkiaSharp;

namespace Csss.Reports.Tests;

/// <summary>Inference's internal routes as Reports sees them: a real server on a free loopback port.</summary>
public sealed class TestInference : IAsyncDisposable
{
    public const string UploadTrace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static readonly byte[] Image = Contents.Png(300, 260, SKColors.Gray);
    private static readonly byte[] Overlay = Contents.Png(300, 260, SKColors.OrangeRed);
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<Guid, TestScan> _scans = new();

    private TestInference()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Apply(json.SerializerOptions));
        _app = builder.Build();
        _app.Use((context, next) =>
        {
            if (!IsDown && context.Request.Headers.Authorization.Count == 1) return next(context);
            context.Response.StatusCode = IsDown ? 503 : 401;
            return Task.CompletedTask;
        });
        _app.Use(async (context, next) =>
        {
            if (!BreaksOff)
            {
                await next(context);
                return;
            }

            (context.Response.ContentType, context.Response.ContentLength) = ("application/json", 1000);
            await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        _app.MapGet("/internal/scans/{id:guid}", (Guid id, Guid? doctor) =>
            _scans.TryGetValue(id, out var scan) ? Results.Ok(scan.Scan with { InCare = doctor is { } asked && scan.Doctors.Contains(asked) }) : Results.NotFound());
        _app.MapGet("/internal/scans/{id:guid}/image", (Guid id) => Results.Bytes(Image, "image/png"));
        _app.MapGet("/internal/scans/{id:guid}/gradcam", (Guid id) => _scans[id].Scan.Gradcam is null ? Results.NotFound() : Results.Bytes(Overlay, "image/png"));
    }

    /// <summary>Answers 503 while true.</summary>
    public bool IsDown { get; set; }

    /// <summary>Dies in the middle of each answer while true.</summary>
    public bool BreaksOff { get; set; }

    public Uri Address => new(_app.Urls.Single());

    public static async Task<TestInference> StartAsync()
    {
        var inference = new TestInference();
        await inference._app.StartAsync();
        return inference;
    }

    /// <summary>A scan of a patient, with the doctors in care of them.</summary>
    public Guid AddScan(Guid patientId, string status = "completed", bool abstained = false, params Guid[] doctors)
    {
        var scan = Contents.Scan(abstained) with { ScanId = Ids.New(), PatientId = patientId, Status = status, TraceParent = UploadTrace };
        if (status != "completed") scan = scan with { Prediction = null, Gradcam = null };
        _scans[scan.ScanId] = new TestScan(scan, doctors);
        return scan.ScanId;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private sealed record TestScan(Scan Scan, Guid[] Doctors);
}
