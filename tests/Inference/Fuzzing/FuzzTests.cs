using Csss.Inference.Imaging;

namespace Csss.Inference.Tests.Fuzzing;

/// <summary>Whatever is sent is answered, by a known code, in time and within the memory that the service has. See <see cref="Fuzz"/> for how many.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Refusals =
        [ImageRefusals.Unsupported, ImageRefusals.Unreadable, ImageRefusals.MultipleFrames, ImageRefusals.TooLarge, ImageRefusals.TooSmall];

    [Fact]
    public Task No_mutated_image_crashes_hangs_or_swells_the_decoder() =>
        Contained.RunAsync(Count(Fuzz.Images), 25_000, run => run.EachAsync(index => Task.FromResult(Outcome(ImageMutant.Of(Fuzz.Seed, index)))));

    [Fact]
    public Task Each_mutated_image_that_is_uploaded_ends_as_a_result_or_a_named_refusal_and_the_service_takes_the_next() =>
        Contained.RunAsync(Count(Fuzz.Requests), 1000, async run =>
        {
            await using var service = await FuzzedService.StartAsync();
            await run.EachAsync(async index => await service.UploadAsync(ImageMutant.Of(Fuzz.Seed, index)));
            await service.ShouldBeAsGoodAsNewAsync();
        });

    [Fact]
    public Task Each_mutated_form_is_answered_by_a_known_code_and_the_service_takes_the_next() =>
        Contained.RunAsync(Count(Fuzz.Requests), 1000, async run =>
        {
            await using var service = await FuzzedService.StartAsync();
            await run.EachAsync(async index => await service.SendAsync(FormMutant.Of(Fuzz.Seed, index, service.Patient)));
            await service.ShouldBeAsGoodAsNewAsync();
        });

    /// <summary>As asked for, or, inside, this process's share.</summary>
    private static int Count(int all) => Fuzz.Number("CSSS_FUZZ_COUNT", all);

    /// <summary>One that is repeated alone is named in the summary.</summary>
    private static string Outcome(ImageMutant mutant) => Fuzz.Images == 1 ? $"{mutant.What}: {Decode(mutant)}" : Decode(mutant);

    /// <summary>As the model's input, then as a person sees it: whole, and every level one of 0–255.</summary>
    private static string Decode(ImageMutant mutant)
    {
        try
        {
            using (var file = ImageFile.Open(new MemoryStream(mutant.File), new ImageLimits()))
                Check(file.Decode(224, 224, 0.05, CancellationToken.None), 224 * 224);
            using var again = ImageFile.Open(new MemoryStream(mutant.File), new ImageLimits());
            var (width, height) = ViewerImage.Fit(again.Header, ViewerImage.ScanSide);
            Check(again.Decode(width, height, 0, CancellationToken.None), width * height);
            return "decoded";
        }
        catch (ImageRefusedException refused) when (Refusals.Contains(refused.Code))
        {
            return refused.Code;
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"{mutant.What}: {fault.Message}", fault);
        }
    }

    private static void Check(GreyImage image, int pixels)
    {
        image.Pixels.Length.ShouldBe(pixels);
        foreach (var level in image.Pixels)
            if (level is not (>= -0.01f and <= 255.01f)) throw new InvalidOperationException($"A grey level of {level}");
    }
}
