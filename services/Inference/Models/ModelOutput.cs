namespace Csss.Inference.Models;

/// <summary>What one forward pass answers for the files of one scan.</summary>
/// <param name="Logits">Before temperature: file × label.</param>
/// <param name="Cams">Grad-CAM before its ReLU: file × label × row × column, 7 × 7 each, upright, row 0 at the top.</param>
/// <param name="Gates">One a file: logit of "this is the modality the model knows".</param>
/// <param name="Oods">One a file: out-of-distribution score; higher is stranger.</param>
/// <param name="Study">Logits of the files taken together, one a label; null when the graph was not asked for them.</param>
internal sealed record ModelOutput(float[] Logits, float[] Cams, float[] Gates, float[] Oods, float[]? Study = null)
{
    /// <summary>Rows and columns of a class activation map.</summary>
    public const int MapSide = 7;

    public int Files => Gates.Length;

    /// <summary>The mean over the files.</summary>
    public float Gate => Gates.Average();

    /// <summary>The mean over the files.</summary>
    public float Ood => Oods.Average();
}
