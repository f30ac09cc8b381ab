using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Csss.EndToEnd.Tests.Client;
using Csss.EndToEnd.Tests.System;
using Csss.Inference.Tests;

namespace Csss.EndToEnd.Tests;

/// <summary>What is sent as a scan but is not one, through the gateway into the real service.</summary>
[Collection(SystemCollection.Name)]
public sealed class UntrustedFilesTests(RunningSystem system)
{
    private const long Gibibyte = 1 << 30;

    [Fact]
    public async Task Each_is_refused_with_a_named_code_or_read_rightly_and_memory_stays_under_a_gibibyte()
    {
        using var doctor = await system.Client().LoginAsDoctorAsync();
        using var patient = await system.Client().LoginAsPatientAsync();
        var picture = TestImages.Pattern();
        var sample = await File.ReadAllBytesAsync(Repository.SampleScans[0]);

        await RefusedAsync("a text file named .png", "this is no picture"u8.ToArray(), HttpStatusCode.UnsupportedMediaType, "unsupported_image");
        await RefusedAsync("0 bytes", [], HttpStatusCode.BadRequest, "empty_file");
        await RefusedAsync("60 MB", new byte[60_000_000], HttpStatusCode.RequestEntityTooLarge, "file_too_large");
        await RefusedAsync("30,000 × 30,000", TestImages.HugePng(), HttpStatusCode.RequestEntityTooLarge, "image_too_large");
        await RefusedAsync("an animated GIF", TestImages.AnimatedGif(), HttpStatusCode.UnsupportedMediaType, "unsupported_image");

        var truncated = picture.Jpeg();
        (await FinalAsync(truncated[..(truncated.Length / 2)])).Failure!.Code.ShouldBe("unreadable_image");
        foreach (var readable in new[] { TestImages.RotatedJpeg(picture), picture.Png16(), TestImages.CmykJpeg(picture), TestImages.GreyAlphaPng(picture) })
            (await FinalAsync(readable)).Failure!.Code.ShouldBe("not_this_modality", "read rightly, and seen to be no radiograph");
        (await FinalAsync(TestImages.Open(sample).Png16())).Status.ShouldBe("completed", "a radiograph in 16 bits");

        PeakMemory().ShouldBeLessThan(Gibibyte);

        async Task RefusedAsync(string what, byte[] file, HttpStatusCode status, string code)
        {
            var before = (await doctor.AllScansAsync(patient.UserId)).Count;
            using var response = await PostAsync(file);
            response.StatusCode.ShouldBe(status, what);
            (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe(code, what);
            (await doctor.AllScansAsync(patient.UserId)).Count.ShouldBe(before, what);
        }

        async Task<Scan> FinalAsync(byte[] file) => (await doctor.UploadAsync(patient.UserId, file, waitSeconds: 30)).Scan;

        async Task<HttpResponseMessage> PostAsync(byte[] file)
        {
            using var form = new MultipartFormDataContent
            {
                { new StringContent(patient.UserId.ToString()), "patient_id" }, { new ByteArrayContent(file), "file", "scan.png" },
            };
            return await doctor.Http.PostAsync("/doctor/upload", form);
        }
    }

    private long PeakMemory()
    {
        var line = File.ReadLines($"/proc/{system.Processes.IdOf("Inference")}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        var bytes = long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
        TestContext.Current.TestOutputHelper!.WriteLine($"Inference's peak: {bytes / (1 << 20)} MiB");
        return bytes;
    }
}
