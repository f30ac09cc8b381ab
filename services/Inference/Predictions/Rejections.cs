namespace Csss.Inference.Predictions;

/// <summary>What a doctor is told when the gate refuses a scan. Files are numbered from 1, as people count; never named.</summary>
internal static class Rejections
{
    private const string WhatToDo = "Check the file and the modality, and upload it anew.";

    /// <param name="strangers">The files at fault, from 0.</param>
    /// <param name="files">How many the scan has.</param>
    public static string DetailOf(IReadOnlyList<int> strangers, int files) => (files, strangers.Count) switch
    {
        (1, _) => "The image does not look like a scan of this modality. " + WhatToDo,
        (_, 1) => $"File {strangers[0] + 1} of {files} does not look like a scan of this modality. {WhatToDo}",
        _ => $"Files {string.Join(", ", strangers.Select(file => file + 1))} of {files} do not look like scans of this modality. Check the files and the modality, and upload them anew.",
    };
}
