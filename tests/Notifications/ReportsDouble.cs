using System.Security.Cryptography;
using Csss.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Csss.Notifications.Tests;

/// <summary>Reports' internal door on a real socket.</summary>
public sealed class ReportsDouble : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ReportsDouble()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapGet("/internal/reports/{id:guid}/pdf", (Guid id, HttpContext context) =>
        {
            if (IsDown) return Results.StatusCode(503);
            if (id == Missing || !context.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.Ordinal)) return Results.NotFound();

            context.Response.Headers["X-Trace-Parent"] = UploadTraceParent;
            return Results.Bytes(Pdf, "application/pdf", FileName);
        });
    }

    /// <summary>A report that is not there.</summary>
    public Guid Missing { get; } = Ids.New();

    public bool IsDown { get; set; }

    public byte[] Pdf { get; } = [.. "%PDF-2.0\n"u8, .. RandomNumberGenerator.GetBytes(150_000)];

    public string FileName { get; set; } = "report.pdf";

    public string UploadTraceParent { get; } = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    public Uri Address => new(_app.Urls.Single());

    public static async Task<ReportsDouble> StartAsync()
    {
        var reports = new ReportsDouble();
        await reports._app.StartAsync();
        return reports;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
