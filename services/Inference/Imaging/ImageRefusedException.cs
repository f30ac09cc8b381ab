namespace Csss.Inference.Imaging;

/// <summary>Bytes that will not become pixels here, now or later: no retry helps.</summary>
/// <param name="code">Stable and machine-readable, one of <see cref="ImageRefusals"/>.</param>
/// <param name="detail">One sentence for the doctor.</param>
internal sealed class ImageRefusedException(string code, string detail, Exception? cause = null) : Exception(detail, cause)
{
    public string Code { get; } = code;

    public string Detail { get; } = detail;
}
