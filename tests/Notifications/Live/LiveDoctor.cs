using System.Collections.Concurrent;
using Csss.Contracts;
using Csss.ServiceDefaults;
using Csss.Testing;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Notifications.Tests.Live;

/// <summary>A doctor with the hub open, over a WebSocket as the web app opens it.</summary>
internal sealed class LiveDoctor : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly HubConnection _connection;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LiveDoctor(HubConnection connection)
    {
        _connection = connection;
        _connection.On<Change>("scan_changed", Heard.Enqueue);
        _connection.Closed += _ =>
        {
            _closed.TrySetResult();
            return Task.CompletedTask;
        };
    }

    /// <summary>What was pushed, in its order.</summary>
    public ConcurrentQueue<Change> Heard { get; } = new();

    public Task Closed => _closed.Task.WaitAsync(Patience);

    public static Task<LiveDoctor> ConnectAsync(NotificationsApplication application, Guid doctorId, Guid? sessionId = null, TimeSpan? expiresIn = null) =>
        ConnectAsync(application, application.Identity.Keys.ForUser(Roles.Doctor, doctorId, sessionId, expiresIn));

    public static async Task<LiveDoctor> ConnectAsync(NotificationsApplication application, string? token)
    {
        var connection = new HubConnectionBuilder().WithUrl("http://localhost/hubs/scans", HttpTransportType.WebSockets, http =>
        {
            http.SkipNegotiation = true;
            http.WebSocketFactory = async (context, cancellationToken) =>
            {
                var client = application.Server.CreateWebSocketClient();
                client.ConfigureRequest = request => request.Headers.Authorization = token is null ? default : $"Bearer {token}";
                return await client.ConnectAsync(context.Uri, cancellationToken);
            };
        }).AddJsonProtocol(json => ApiJson.Apply(json.PayloadSerializerOptions)).Build();
        var doctor = new LiveDoctor(connection);
        await connection.StartAsync();
        return doctor;
    }

    public Task<Missed> CatchUpAsync(long? after) => _connection.InvokeAsync<Missed>("CatchUp", after);

    public Task<List<Change>> ShouldHearAsync(int changes) => Eventually.ShouldAsync(
        $"{changes} change(s)", () => Task.FromResult(Heard.ToList()), heard => heard.Count >= changes, Patience);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    internal sealed record Change(Guid ScanId, string Status, long Sequence);

    internal sealed record Missed(bool Reload, long Sequence, List<Change> Changes);
}
