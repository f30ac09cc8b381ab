using System.Net;
using Csss.EndToEnd.Tests.Client;
using Csss.EndToEnd.Tests.System;
using Csss.Testing;

namespace Csss.EndToEnd.Tests;

/// <summary>Lung CT and cardiac MRI with the models that are shipped, on real slices; and what is sent as the wrong modality.</summary>
[Collection(SystemCollection.Name)]
public sealed class StudyTests(RunningSystem system)
{
    [Fact]
    public async Task A_cardiac_study_of_both_phases_is_judged_as_a_whole_and_shows_each_slice()
    {
        var (doctor, patient) = await StartAsync("cmr/val");
        using var disposing = doctor;
        var (right, wrong, abstained) = (0, 0, 0);

        foreach (var label in new[] { "NOR", "MINF", "DCM", "HCM", "RV" })
            foreach (var study in Directory.GetFiles(Shared($"cmr/val/{label}")).GroupBy(file => Path.GetFileName(file)[..10]).Take(2))
            {
                var (_, scan) = await doctor.UploadAsync(patient, "cardiac_mri", study.Order().Select(file => (File.ReadAllBytes(file), Path.GetFileName(file))), waitSeconds: 30);
                scan.Status.ShouldBe("completed", $"{study.Key}: {scan.Failure?.Detail}");
                scan.Prediction!.AllProbs!.Keys.ShouldBe(["NOR", "MINF", "DCM", "HCM", "RV"]);
                (await doctor.GetBytesAsync($"{scan.Gradcam!.OverlayUrl}?index={study.Count() - 1}")).Take(4).ShouldBe([0x89, 0x50, 0x4E, 0x47]);
                using var beyond = await doctor.Http.GetAsync($"{scan.Gradcam.OverlayUrl}?index={study.Count()}");
                beyond.StatusCode.ShouldBe(HttpStatusCode.NotFound);
                if (scan.Prediction.Abstained) abstained++;
                else if (scan.Prediction.Label == label) right++;
                else wrong++;
            }

        TestContext.Current.TestOutputHelper!.WriteLine($"{right} right, {wrong} wrong, {abstained} abstained, of 10 patients");
        right.ShouldBeGreaterThan(wrong);
    }

    [Fact]
    public async Task Lung_slices_are_told_apart_or_the_model_abstains()
    {
        var (doctor, patient) = await StartAsync("ct/val");
        using var disposing = doctor;
        var (right, wrong, abstained) = (0, 0, 0);

        foreach (var label in new[] { "covid", "noncovid" })
            foreach (var file in Directory.GetFiles(Shared($"ct/val/{label}")).Order().Where((_, n) => n % 12 == 0).Take(10))
            {
                var (_, scan) = await doctor.UploadAsync(patient, "lung_ct", [(await File.ReadAllBytesAsync(file), "slice.jpg")], waitSeconds: 30);
                if (scan.Prediction is not { Abstained: false } prediction) abstained++;
                else if (prediction.Label == label) right++;
                else wrong++;
            }

        TestContext.Current.TestOutputHelper!.WriteLine($"{right} right, {wrong} wrong, {abstained} abstained or refused, of 20");
        right.ShouldBeGreaterThanOrEqualTo(10);
        wrong.ShouldBeLessThanOrEqualTo(4);
    }

    [Theory]
    [InlineData("cxr/val/normal", "lung_ct"), InlineData("cxr/val/normal", "cardiac_mri")]
    [InlineData("ct/val/covid", "chest_xray"), InlineData("ct/val/covid", "cardiac_mri")]
    [InlineData("cmr/val/NOR", "covid_xray"), InlineData("cmr/val/NOR", "lung_ct")]
    [InlineData("ood", "chest_xray"), InlineData("ood", "lung_ct"), InlineData("ood", "cardiac_mri")]
    public async Task What_is_sent_as_the_wrong_modality_is_rejected(string folder, string modality)
    {
        var (doctor, patient) = await StartAsync(folder);
        using var disposing = doctor;

        foreach (var file in Directory.GetFiles(Shared(folder), "*.jpg").Order().Take(2))
        {
            var (_, scan) = await doctor.UploadAsync(patient, modality, [(await File.ReadAllBytesAsync(file), "image.jpg")], waitSeconds: 30);
            scan.Status.ShouldBe("rejected", file);
            scan.Failure!.Code.ShouldBe("not_this_modality");
            scan.Prediction.ShouldBeNull();
        }
    }

    [Fact]
    public async Task One_wrong_file_in_a_study_is_named_by_its_number()
    {
        var (doctor, patient) = await StartAsync("cmr/val");
        using var disposing = doctor;
        var slices = Directory.GetFiles(Shared("cmr/val/NOR")).Order().Take(9).Append(Directory.GetFiles(Shared("cxr/val/normal")).Order().First());

        var (_, scan) = await doctor.UploadAsync(patient, "cardiac_mri", slices.Select(file => (File.ReadAllBytes(file), Path.GetFileName(file))), waitSeconds: 30);

        scan.Status.ShouldBe("rejected");
        scan.Failure!.Detail.ShouldContain("10");
    }

    private async Task<(OutsideClient Doctor, Guid Patient)> StartAsync(string needed)
    {
        Assert.SkipUnless(Directory.Exists(Shared(needed)), "The real images (../shared/data) are not beside this checkout.");
        var doctor = await system.Client().LoginAsDoctorAsync();
        return (doctor, (await doctor.GetAsync<Page<PatientItem>>("/doctor/patients?limit=100")).Items[^1].PatientId);
    }

    private static string Shared(string folder) => Path.Combine(Repository.SharedData, folder);
}
