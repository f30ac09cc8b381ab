using Csss.Inference.Imaging;
using Csss.ServiceDefaults.Problems;

namespace Csss.Inference.Uploads;

/// <summary>Ends an upload with an answer; whatever was stored by then is removed.</summary>
internal sealed class UploadRefusedException(ApiProblem problem) : Exception(problem.Code)
{
    public ApiProblem Problem { get; } = problem;

    /// <summary>An image refused by its header alone: 413 for too many pixels, 415 for what is no image, 422 for what is one but will not do.</summary>
    public static UploadRefusedException Of(ImageRefusedException refused) => new(refused.Code switch
    {
        ImageRefusals.TooLarge => ApiProblem.TooLarge(refused.Code, refused.Detail),
        ImageRefusals.TooSmall => ApiProblem.Refused(refused.Code, refused.Detail),
        _ => ApiProblem.Unsupported(refused.Code, refused.Detail),
    });
}
