using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Csss.Chatbot.Tests;

/// <summary>
/// The routes of Reports, Inference and Identity that the assistant calls, on a real socket. Each answers for the person in the token and for nobody else, as the
/// services do, and refuses the wrong role. Patients' results hold marks that must never be repeated.
/// </summary>
public sealed class Neighbours : IAsyncDisposable
{
    public const string ResultMark = "RESULTMARK", SummaryMark = "SUMMARYMARK";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<Guid, string> _scans = new();

    private Neighbours()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Use((context, next) =>
        {
            Calls.Enqueue((context.Request.Path.Value!, context.Request.Headers.Authorization.ToString()));
            if (!IsDown) return next(context);
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        });
        _app.MapGet("/patient/history", (HttpContext http) => For(http, "patient", user => new { items = _scans.TryGetValue(user, out var scans) ? JsonSerializer.Deserialize<JsonElement>(scans) : JsonSerializer.Deserialize<JsonElement>("[]"), next_cursor = (string?)null }));
        _app.MapGet("/pharmacist/prescriptions", (HttpContext http) => For(http, "pharmacist", _ => new { items = Enumerable.Range(0, 3).Select(_ => new { prescription_id = Guid.NewGuid() }), next_cursor = (string?)null }));
        _app.MapGet("/doctor/scans", (HttpContext http, string status) => For(http, "doctor", user => new
        {
            items = new[] { new { uploaded_by = user }, new { uploaded_by = Guid.NewGuid() } }.Take(status == "processing" ? 0 : 2),
            next_cursor = (string?)null,
        }));
        _app.MapGet("/admin/stats", (HttpContext http) => For(http, "admin", _ => new { total_users = 41, scans_total = 97, scans_today = 5, reports_generated = 60, reports_emailed = 58 }));
        _app.MapGet("/auth/me", (HttpContext http) => For(http, null, _ => new { language = Language }));
    }

    /// <summary>What was asked for, and with which token.</summary>
    public ConcurrentQueue<(string Path, string Authorization)> Calls { get; } = new();

    /// <summary>Answers 503 while true.</summary>
    public bool IsDown { get; set; }

    /// <summary>Everybody's own language.</summary>
    public string Language { get; set; } = "en";

    public Uri Address => new(_app.Urls.Single());

    public static async Task<Neighbours> StartAsync()
    {
        var neighbours = new Neighbours();
        await neighbours._app.StartAsync();
        return neighbours;
    }

    /// <summary>A patient with one scan that a doctor has signed for and one that waits, of another kind each.</summary>
    public Guid AddPatient(string signed = "chest_xray", string waiting = "lung_ct")
    {
        var patient = Guid.CreateVersion7();
        _scans[patient] = $$"""
            [{"scan_id":"{{Guid.NewGuid()}}","modality":"{{signed}}","uploaded_at":"2026-11-20T08:00:00Z","status":"completed","result":{"label":"{{ResultMark}}","summary":"{{SummaryMark}}"},
              "report":{"report_id":"{{Guid.NewGuid()}}","version":1,"generated_at":"2026-11-21T09:00:00Z","emailed_at":null} },
             {"scan_id":"{{Guid.NewGuid()}}","modality":"{{waiting}}","uploaded_at":"2026-11-22T08:00:00Z","status":"completed","result":null,"report":null}]
            """;
        return patient;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static IResult For(HttpContext http, string? role, Func<Guid, object> answer)
    {
        var token = new JsonWebToken(http.Request.Headers.Authorization.ToString()["Bearer ".Length..]);
        return role is not null && token.GetClaim("role").Value != role ? Results.StatusCode(403) : Results.Json(answer(Guid.Parse(token.Subject)));
    }
}
