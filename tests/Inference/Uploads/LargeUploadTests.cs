using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Csss.Contracts;
using NetVips;

namespace Csss.Inference.Tests.Uploads;

/// <summary>Through a real socket: the test server knows no request limits.</summary>
public sealed class LargeUploadTests(LargeUploadTests.SocketApplication application) : IClassFixture<LargeUploadTests.SocketApplication>
{
    private readonly Guid _patient = application.AddPatient();

    [Fact]
    public async Task Sixty_megabytes_are_refused_by_name_and_leave_nothing()
    {
        using var doctor = application.DoctorOverSocket();
        var before = application.StoredFiles();

        using var response = await doctor.UploadAsync(InferenceClient.Form(_patient, [.. TestImages.Pattern().Png(), .. new byte[60_000_000]]));

        (await response.ProblemAsync()).ShouldBe((413, "file_too_large"));
        application.StoredFiles().ShouldBe(before);
    }

    [Fact]
    public async Task Large_files_at_once_are_answered_within_a_gigabyte()
    {
        using var doctor = application.DoctorOverSocket();
        using var noise = Image.NewFromMemoryCopy<byte>(RandomNumberGenerator.GetBytes(6_800 * 6_800), 6_800, 6_800, 1, Enums.BandFormat.Uchar);
        var file = noise.Copy(interpretation: Enums.Interpretation.Bw).PngsaveBuffer(compression: 1);
        file.Length.ShouldBeGreaterThan(45_000_000);

        var responses = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => doctor.UploadAsync(InferenceClient.Form(_patient, file), wait: 30)));

        responses.ShouldAllBe(response => response.StatusCode == HttpStatusCode.OK);
        var peak = Process.GetCurrentProcess().PeakWorkingSet64 >> 20;
        TestContext.Current.TestOutputHelper?.WriteLine($"Peak working set of the whole test process: {peak} MiB");
    }

    /// <summary>On Kestrel.</summary>
    public sealed class SocketApplication : InferenceApplication
    {
        public SocketApplication() => UseKestrel(0);

        /// <summary>A plain client: the factory's own copies each body for redirects.</summary>
        public HttpClient DoctorOverSocket()
        {
            StartServer();
            var client = new HttpClient { BaseAddress = ClientOptions.BaseAddress };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Identity.Keys.ForUser(Roles.Doctor));
            return client;
        }
    }
}
