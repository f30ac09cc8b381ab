namespace Csss.Inference.Models;

/// <summary>What one forward pass answers for one image.</summary>
/// <param name="Logits">One a label, before temperature.</param>
/// <param name="Cams">Grad-CAM before its ReLU: label × row × column, 7 × 7 each, upright, row 0 at the top.</param>
/// <param name="Gate">Logit of "this is the modality the model knows".</param>
/// <param name="Ood">Out-of-distribution score; higher is stranger.</param>
internal sealed record ModelOutput(float[] Logits, float[] Cams, float Gate, float Ood)
{
    /// <summary>Rows and columns of a class activation map.</summary>
    public const int MapSide = 7;
}
