using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Csss.Gateway.Tests;

public sealed class StreamingTests
{
    [Fact]
    public async Task An_event_stream_arrives_as_it_is_written()
    {
        await using var gateway = await GatewayApplication.StartAsync();
        var goOn = new TaskCompletionSource();
        gateway["notifications"].Respond = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: first\n\n");
            await context.Response.Body.FlushAsync();
            await goOn.Task;
            await context.Response.WriteAsync("data: second\n\n");
        };

        using var response = await gateway.Client.GetAsync("/events?after=0", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());

        (await reader.ReadLineAsync()).ShouldBe("data: first");
        goOn.SetResult();
        (await reader.ReadToEndAsync()).ShouldContain("data: second");
    }

    [Fact]
    public async Task A_web_socket_passes_both_ways()
    {
        await using var gateway = await GatewayApplication.StartAsync();
        gateway["notifications"].Respond = async context =>
        {
            using var server = await context.WebSockets.AcceptWebSocketAsync();
            var buffer = new byte[64];
            var received = await server.ReceiveAsync(buffer, context.RequestAborted);
            await server.SendAsync(buffer.AsMemory(0, received.Count), WebSocketMessageType.Text, endOfMessage: true, context.RequestAborted);
            await server.CloseAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
        };
        using var client = new ClientWebSocket();
        await client.ConnectAsync(new UriBuilder(gateway.Address) { Scheme = "ws", Path = "/hubs/scans" }.Uri, TestContext.Current.CancellationToken);

        await client.SendAsync(Encoding.UTF8.GetBytes("hello"), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);
        var answer = new byte[64];
        var length = (await client.ReceiveAsync(answer, TestContext.Current.CancellationToken)).Count;

        Encoding.UTF8.GetString(answer, 0, length).ShouldBe("hello");
    }
}
