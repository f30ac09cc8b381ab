using System.Net;
using Csss.Contracts;
using Csss.Inference.Tests.Models;

namespace Csss.Inference.Tests.Scans;

/// <summary>Several files uploaded together are one scan with one answer, and a picture each.</summary>
public sealed class StudyTests(StudyTests.StudyApplication application) : IClassFixture<StudyTests.StudyApplication>
{
    private readonly Guid _patient = application.AddPatient();

    [Theory]
    [InlineData(Modalities.LungCt), InlineData(Modalities.CardiacMri)]
    public async Task A_study_gets_one_answer_and_each_slice_its_own_pictures(string modality)
    {
        using var doctor = application.Doctor();
        var scan = await doctor.ClassifyAsync(InferenceClient.StudyForm(_patient, modality, Slice(300, 200), Slice(320, 240), Repository.Radiograph(), Slice(256, 256)));

        scan.Text("status").ShouldBe("completed");
        scan["files"]!.AsArray().Count.ShouldBe(4);
        scan["prediction"]!["all_probs"]!.AsObject().Sum(pair => pair.Value!.GetValue<decimal>()).ShouldBe(100, 0.05m);
        foreach (var picture in new[] { "image", "gradcam", "heatmap" })
        {
            for (var index = 0; index < 4; index++)
            {
                using var response = await doctor.GetAsync($"/doctor/scans/{scan.Text("scan_id")}/{picture}?index={index}");
                response.StatusCode.ShouldBe(HttpStatusCode.OK);
                using var png = TestImages.Open(await response.Content.ReadAsByteArrayAsync());
                var (width, height) = (scan["files"]![index]!["width"]!.GetValue<int>(), scan["files"]![index]!["height"]!.GetValue<int>());
                ((double)png.Width / png.Height).ShouldBe((double)width / height, 0.01, $"{picture} {index}");
            }

            foreach (var outside in new[] { -1, 4 })
            {
                using var response = await doctor.GetAsync($"/doctor/scans/{scan.Text("scan_id")}/{picture}?index={outside}");
                (await response.ProblemAsync()).ShouldBe((404, "not_found"));
            }
        }
    }

    [Fact]
    public async Task Each_slice_has_the_map_that_it_would_have_alone()
    {
        using var doctor = application.Doctor();
        var alone = await doctor.ClassifyAsync(_patient, Repository.Radiograph(), Modalities.LungCt);
        var study = await doctor.ClassifyAsync(InferenceClient.StudyForm(_patient, Modalities.LungCt, Slice(300, 200), Slice(320, 240), Repository.Radiograph()));
        var label = Uri.EscapeDataString(alone["prediction"]!["all_probs"]!.AsObject().First().Key);

        var one = await doctor.GetByteArrayAsync($"/doctor/scans/{alone.Text("scan_id")}/heatmap?label={label}");
        var third = await doctor.GetByteArrayAsync($"/doctor/scans/{study.Text("scan_id")}/heatmap?label={label}&index=2");

        using var difference = (TestImages.Open(one) - TestImages.Open(third)).Abs();
        difference.Max().ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task The_largest_study_is_judged()
    {
        using var doctor = application.Doctor();
        var slice = Slice(128, 128);

        var scan = await doctor.ClassifyAsync(InferenceClient.StudyForm(_patient, Modalities.CardiacMri, [.. Enumerable.Repeat(slice, 64)]));

        scan.Text("status").ShouldBe("completed");
        using var last = await doctor.GetAsync($"/doctor/scans/{scan.Text("scan_id")}/gradcam?index=63");
        last.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Blank_slices_reject_the_study_and_are_told_by_number_never_by_name()
    {
        using var doctor = application.Doctor();
        using var blank = NetVips.Image.Black(200, 200);

        var scan = await doctor.ClassifyAsync(InferenceClient.StudyForm(_patient, Modalities.LungCt, Slice(300, 200), blank.Png(), Slice(256, 256), blank.Png()));

        scan.Text("status").ShouldBe("rejected");
        scan["failure"]!.Text("code").ShouldBe("not_this_modality");
        scan["failure"]!.Text("detail").ShouldStartWith("Files 2, 4 of 4 do not look");
        scan["failure"]!.ToJsonString().ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_damaged_slice_rejects_the_study_and_is_told_by_number()
    {
        using var doctor = application.Doctor();
        var whole = TestImages.Pattern(600, 600).Jpeg();

        var scan = await doctor.ClassifyAsync(InferenceClient.StudyForm(_patient, Modalities.LungCt, Slice(300, 200), whole[..(whole.Length / 2)]));

        (scan.Text("status"), scan["failure"]!.Text("code")).ShouldBe(("rejected", "unreadable_image"));
        scan["failure"]!.Text("detail").ShouldStartWith("File 2 of 2: ");
    }

    [Fact]
    public async Task A_radiograph_stays_a_single_file()
    {
        using var doctor = application.Doctor();
        using var response = await doctor.UploadAsync(InferenceClient.StudyForm(_patient, Modalities.ChestXray, Slice(300, 200), Slice(300, 200)));

        (await response.ProblemAsync()).ShouldBe((400, "validation_failed"));
    }

    private static byte[] Slice(int width, int height) => TestImages.Pattern(width, height).Png();

    /// <summary>Lung CT is judged by the graph's own output, cardiac MRI by the mean of the slices.</summary>
    public sealed class StudyApplication : InferenceApplication
    {
        public StudyApplication()
        {
            var labels = Bundle.Manifest().Labels.Count;
            Bundle.Add(ModelsFolder, "lung_ct/1.0.0", manifest => Bundle.JudgeStudies(manifest, "study"), graph => OnnxGraph.AddStudyOutput(graph, "ReduceMax", "logits", "study", labels));
            Bundle.Add(ModelsFolder, "cardiac_mri/1.0.0", manifest => Bundle.JudgeStudies(manifest, null));
            Bundle.Register(ModelsFolder, ("chest_xray", Bundle.Name, null), ("lung_ct", "lung_ct/1.0.0", null), ("cardiac_mri", "cardiac_mri/1.0.0", null));
        }
    }
}
