namespace Csss.Inference.Tests.Fuzzing;

/// <summary>Requests that only a real socket can send.</summary>
public sealed class BrokenRequestTests
{
    private const string Form = "Content-Type: multipart/form-data; boundary=b\r\n";

    /// <summary>Kestrel's word for it is the one for a failing disk: it was a 500.</summary>
    [Fact]
    public Task A_chunk_of_four_gigabytes_is_a_malformed_form() =>
        IsAnsweredAsync(new FormMutant("broken chunks", Form + "Transfer-Encoding: chunked\r\n", "FFFFFFFF\r\n"u8.ToArray(), Framed: true), "400 malformed_form");

    /// <summary>Framed is to say that our side stays open: it is the server that gives up.</summary>
    [Fact]
    public Task A_form_that_stops_arriving_is_not_waited_for() =>
        IsAnsweredAsync(new FormMutant("stalled", Form + "Content-Length: 100000\r\n", "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nabc"u8.ToArray(), Framed: true), "408 malformed_request");

    private static async Task IsAnsweredAsync(FormMutant request, string answer)
    {
        await using var service = await FuzzedService.StartAsync();

        (await service.SendAsync(request)).ShouldBe(answer);

        await service.ShouldBeAsGoodAsNewAsync();
    }
}
