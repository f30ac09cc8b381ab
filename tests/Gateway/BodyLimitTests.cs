using System.Net;
using Microsoft.AspNetCore.Http;

namespace Csss.Gateway.Tests;

public sealed class BodyLimitTests : IAsyncLifetime
{
    private const int Megabyte = 1 << 20;
    private GatewayApplication _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await GatewayApplication.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_megabyte_of_JSON_passes_and_a_byte_more_is_413()
    {
        using var passes = await _gateway.Client.PostAsync("/auth/login", new ByteArrayContent(new byte[Megabyte]));
        using var refused = await _gateway.Client.PostAsync("/auth/login", new ByteArrayContent(new byte[Megabyte + 1]));

        passes.StatusCode.ShouldBe(HttpStatusCode.OK);
        await refused.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "request_too_large");
        _gateway["identity"].Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_body_that_does_not_tell_its_length_is_cut_off_at_the_limit()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/reports/generate/1")
        {
            Content = new StreamContent(new EndlessStream(3 * Megabyte)),
            Headers = { TransferEncodingChunked = true },
        };

        using var response = await _gateway.Client.SendAsync(request);

        await response.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "request_too_large");
    }

    [Fact]
    public async Task A_study_streams_through_and_is_never_held_in_memory()
    {
        const long Size = 200L * Megabyte;
        long received = 0;
        _gateway["inference"].Respond = async context =>
        {
            var buffer = new byte[81_920];
            int read;
            while ((read = await context.Request.Body.ReadAsync(buffer)) > 0) received += read;
        };
        using var content = new StreamContent(new EndlessStream(Size));
        content.Headers.ContentLength = Size;
        var before = GC.GetTotalMemory(forceFullCollection: true);

        using var response = await _gateway.Client.PostAsync("/doctor/upload", content);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        received.ShouldBe(Size);
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(50 * Megabyte);
    }

    [Fact]
    public async Task An_upload_beyond_a_study_is_413_before_a_byte_of_it_is_read()
    {
        using var content = new StreamContent(new EndlessStream(600L * Megabyte));
        content.Headers.ContentLength = 600L * Megabyte;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/doctor/upload") { Content = content, Headers = { ExpectContinue = true } };

        using var response = await _gateway.Client.SendAsync(request);

        await response.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "request_too_large");
        _gateway["inference"].Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_service_that_refuses_an_upload_early_is_heard()
    {
        _gateway["inference"].Respond = async context =>
        {
            var buffer = new byte[81_920];
            for (var read = 0; read < Megabyte;) read += await context.Request.Body.ReadAsync(buffer);
            context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            await context.Response.WriteAsync("no");
        };

        using var response = await _gateway.Client.PostAsync("/doctor/upload", new StreamContent(new EndlessStream(60L * Megabyte)));

        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    /// <summary>So many zeros, made as they are read.</summary>
    private sealed class EndlessStream(long length) : Stream
    {
        private long _left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, _left);
            _left -= read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
