using System.Text;
using Csss.Contracts;

namespace Csss.Inference.Tests.Uploads;

/// <summary>What is refused at the door, by which code; each leaves neither a file nor a row.</summary>
public sealed class BadUploadTests(InferenceApplication application) : IClassFixture<InferenceApplication>, IAsyncLifetime
{
    private readonly Guid _patient = application.AddPatient();
    private readonly HttpClient _doctor = application.Doctor();
    private int _scans, _files;

    public async ValueTask InitializeAsync() => (_scans, _files) = (await application.CountScansAsync(), application.StoredFiles());

    public async ValueTask DisposeAsync()
    {
        _doctor.Dispose();
        (await application.CountScansAsync(), application.StoredFiles()).ShouldBe((_scans, _files));
    }

    [Fact]
    public Task A_text_file_called_png() => RefusedAsync("just text"u8.ToArray(), 415, "unsupported_image");

    [Fact]
    public Task An_animated_gif() => RefusedAsync(TestImages.AnimatedGif(), 415, "unsupported_image");

    [Fact]
    public Task An_animated_webp() => RefusedAsync(TestImages.AnimatedWebP(), 415, "multiple_frames");

    [Fact]
    public Task Nothing_at_all() => RefusedAsync([], 400, "empty_file");

    [Fact]
    public Task Sixty_megabytes() => RefusedAsync([.. TestImages.Pattern().Png(), .. new byte[60_000_000]], 413, "file_too_large");

    [Fact]
    public Task Nine_hundred_megapixels_of_one_colour() => RefusedAsync(TestImages.HugePng(), 413, "image_too_large");

    [Fact]
    public Task A_thumbnail() => RefusedAsync(TestImages.Pattern(63, 63).Png(), 422, "image_too_small");

    [Fact]
    public Task A_header_without_an_image() => RefusedAsync(TestImages.Pattern().Png()[..24], 415, "unreadable_image");

    [Fact]
    public async Task An_unknown_modality()
    {
        using var response = await _doctor.UploadAsync(InferenceClient.Form(_patient, TestImages.Pattern().Png(), "x_ray"));
        (await response.ProblemAsync()).ShouldBe((400, "validation_failed"));
    }

    [Theory]
    [InlineData(Modalities.LungCt), InlineData(Modalities.CardiacMri)]
    public async Task A_modality_without_a_model(string modality)
    {
        using var response = await _doctor.UploadAsync(InferenceClient.Form(_patient, TestImages.Pattern().Png(), modality));
        (await response.ProblemAsync()).ShouldBe((422, "no_model"));
    }

    [Fact]
    public async Task Two_files_for_a_radiograph()
    {
        var form = InferenceClient.Form(_patient, TestImages.Pattern().Png());
        form.AddFile(TestImages.Pattern().Png(), "second.png");
        using var response = await _doctor.UploadAsync(form);
        (await response.JsonAsync())["errors"]!["file"].ShouldNotBeNull();
    }

    [Fact]
    public async Task No_file()
    {
        using var response = await _doctor.UploadAsync(new MultipartFormDataContent { { new StringContent(_patient.ToString()), "patient_id" } });
        (await response.ProblemAsync()).ShouldBe((400, "validation_failed"));
    }

    [Fact]
    public async Task Notes_that_are_too_long()
    {
        using var response = await _doctor.UploadAsync(InferenceClient.Form(_patient, TestImages.Pattern().Png(), notes: new string('n', 4001)));
        (await response.JsonAsync())["errors"]!["notes"].ShouldNotBeNull();
    }

    [Fact]
    public async Task No_multipart_form()
    {
        using var response = await _doctor.PostAsync("/doctor/upload", new StringContent("{}", Encoding.UTF8, "application/json"));
        (await response.ProblemAsync()).ShouldBe((400, "malformed_form"));
    }

    [Fact]
    public async Task A_form_that_breaks_off()
    {
        var whole = await InferenceClient.Form(_patient, TestImages.Pattern().Png()).ReadAsByteArrayAsync();
        var boundary = Encoding.ASCII.GetString(whole)[2..].Split("\r\n")[0];
        var content = new ByteArrayContent(whole[..^200]);
        content.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={boundary}");
        using var response = await _doctor.PostAsync("/doctor/upload", content);
        (await response.ProblemAsync()).ShouldBe((400, "malformed_form"));
    }

    [Theory]
    [InlineData(null, "active"), InlineData(Roles.Patient, "disabled"), InlineData(Roles.Patient, "pending_verification"), InlineData(Roles.Doctor, "active")]
    public async Task Somebody_who_is_not_an_active_patient(string? role, string status)
    {
        var id = role is null ? Guid.NewGuid() : application.Identity.AddUser(role, status).UserId;
        using var response = await _doctor.UploadAsync(InferenceClient.Form(id, TestImages.Pattern().Png()));
        (await response.ProblemAsync()).ShouldBe((422, "unknown_patient"));
    }

    [Fact]
    public async Task While_Identity_is_away_nothing_is_stored_and_it_says_when_to_come_back()
    {
        application.Identity.IsDown = true;
        try
        {
            using var response = await _doctor.UploadAsync(InferenceClient.Form(_patient, TestImages.Pattern().Png()));
            (await response.ProblemAsync()).ShouldBe((503, "identity_unavailable"));
            response.Headers.RetryAfter.ShouldNotBeNull();
        }
        finally
        {
            application.Identity.IsDown = false;
        }
    }

    private async Task RefusedAsync(byte[] file, int status, string code)
    {
        using var response = await _doctor.UploadAsync(InferenceClient.Form(_patient, file));
        (await response.ProblemAsync()).ShouldBe((status, code));
    }
}
